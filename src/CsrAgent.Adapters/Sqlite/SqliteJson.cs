using System.Text.Json;
using System.Text.Json.Serialization;
using CsrAgent.Adapters.Sqlite.Stores;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Memory;

namespace CsrAgent.Adapters.Sqlite;

/// <summary>Columns that hold a record as JSON. After an additive change to a record, older rows can still be read.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ConversationState))]
[JsonSerializable(typeof(TurnReply))]
[JsonSerializable(typeof(EscalationTicket))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(DeadLetterContent))]
[JsonSerializable(typeof(KnowledgeGap))]
[JsonSerializable(typeof(CustomerMemory))]
[JsonSerializable(typeof(IReadOnlyList<ArticleReference>))]
[JsonSerializable(typeof(IReadOnlyList<Citation>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class SqliteJson : JsonSerializerContext
{
    public static byte[] Write(ConversationState value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.ConversationState);

    public static byte[] Write(TurnReply value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.TurnReply);

    public static byte[] Write(EscalationTicket value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.EscalationTicket);

    public static byte[] Write(Delivery value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.Delivery);

    public static byte[] Write(DeadLetterContent value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.DeadLetterContent);

    public static byte[] Write(KnowledgeGap value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.KnowledgeGap);

    public static byte[] Write(CustomerMemory value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.CustomerMemory);

    public static byte[]? Write(IReadOnlyDictionary<string, string>? value) =>
        value is null ? null : JsonSerializer.SerializeToUtf8Bytes(value, Default.IReadOnlyDictionaryStringString);

    /// <summary>An empty list is stored as null.</summary>
    public static byte[]? Write(IReadOnlyList<ArticleReference> value) =>
        value.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(value, Default.IReadOnlyListArticleReference);

    /// <summary>An empty list is stored as null.</summary>
    public static byte[]? Write(IReadOnlyList<Citation> value) =>
        value.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(value, Default.IReadOnlyListCitation);
}
