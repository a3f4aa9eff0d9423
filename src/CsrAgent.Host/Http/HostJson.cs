using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsrAgent.Host.Admin;
using CsrAgent.Host.Chat;
using CsrAgent.Host.Health;
using CsrAgent.Host.Identity;

namespace CsrAgent.Host.Http;

/// <summary>The API's JSON: snake_case, nothing reflected at run time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatResponse))]
[JsonSerializable(typeof(AcceptedBody))]
[JsonSerializable(typeof(StreamAccepted))]
[JsonSerializable(typeof(StreamDelta))]
[JsonSerializable(typeof(StreamError))]
[JsonSerializable(typeof(HistoryBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(FeedbackRequest))]
[JsonSerializable(typeof(EscalateResponse))]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionResponse))]
[JsonSerializable(typeof(SessionClaims))]
[JsonSerializable(typeof(SyncBody))]
[JsonSerializable(typeof(ArticleRequest))]
[JsonSerializable(typeof(IReadOnlyList<ArticleRequest>))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchBody))]
[JsonSerializable(typeof(GapsBody))]
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
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))]
internal sealed partial class HostJson : JsonSerializerContext
{
    /// <summary>As it goes over the wire: text of any script is written as it is, since answers are JSON and never HTML.</summary>
    public static HostJson Wire { get; } = new(Configure(new JsonSerializerOptions()));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return options;
    }
}
