using System.Text.Json;
using System.Text.Json.Serialization;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Knowledge;
using CsrAgent.Turns;

namespace CsrAgent.Adapters.Sqlite;

/// <summary>Columns that hold a record whole. Additive changes to the records read older rows.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ConversationState))]
[JsonSerializable(typeof(TurnReply))]
[JsonSerializable(typeof(EscalationTicket))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(DeadLetterContent))]
[JsonSerializable(typeof(KnowledgeGap))]
[JsonSerializable(typeof(IReadOnlyList<ArticleReference>))]
[JsonSerializable(typeof(IReadOnlyList<Citation>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class SqliteJson : JsonSerializerContext
{
    public static string Write(ConversationState value) => JsonSerializer.Serialize(value, Default.ConversationState);

    public static string Write(TurnReply value) => JsonSerializer.Serialize(value, Default.TurnReply);

    public static string Write(EscalationTicket value) => JsonSerializer.Serialize(value, Default.EscalationTicket);

    public static string? Write(IReadOnlyList<ArticleReference> value) =>
        value.Count == 0 ? null : JsonSerializer.Serialize(value, Default.IReadOnlyListArticleReference);

    public static string? Write(IReadOnlyList<Citation> value) =>
        value.Count == 0 ? null : JsonSerializer.Serialize(value, Default.IReadOnlyListCitation);
}
