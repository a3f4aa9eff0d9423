using System.Text.Json.Serialization;

namespace CsrAgent.Adapters.Webhooks;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(WebhookMessage))]
[JsonSerializable(typeof(EventCursor))]
internal sealed partial class WebhookJson : JsonSerializerContext;
