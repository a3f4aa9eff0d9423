using System.Text.Json;
using System.Text.Json.Serialization;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Admin;

/// <summary>The JSON of the admin API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified
)]
[JsonSerializable(typeof(SyncBody))]
[JsonSerializable(typeof(ArticleRequest))]
[JsonSerializable(typeof(IReadOnlyList<ArticleRequest>))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchBody))]
[JsonSerializable(typeof(GapsBody))]
[JsonSerializable(typeof(DraftBody))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(KnowledgeStatusBody))]
[JsonSerializable(typeof(ConfirmedBody))]
[JsonSerializable(typeof(AnalyzeRequest))]
[JsonSerializable(typeof(AnalyzeBody))]
[JsonSerializable(typeof(StatsBody))]
[JsonSerializable(typeof(ConversationsBody))]
[JsonSerializable(typeof(EscalationsBody))]
[JsonSerializable(typeof(TicketBody))]
[JsonSerializable(typeof(AgentRequest))]
[JsonSerializable(typeof(AgentReplyRequest))]
[JsonSerializable(typeof(DeadLettersBody))]
[JsonSerializable(typeof(ExportBody))]
[JsonSerializable(typeof(ReceiptBody))]
[JsonSerializable(typeof(AuditBody))]
[JsonSerializable(typeof(AuditVerificationBody))]
[JsonSerializable(typeof(SupportBody))]
[JsonSerializable(typeof(MemoriesBody))]
[JsonSerializable(typeof(ForgottenBody))]
internal sealed partial class AdminJson : JsonSerializerContext
{
    public static AdminJson Wire { get; } = new(WireJson.Configure(new JsonSerializerOptions()));
}
