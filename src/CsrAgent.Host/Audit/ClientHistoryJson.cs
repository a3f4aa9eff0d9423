using System.Text.Json.Serialization;

namespace CsrAgent.Host.Audit;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ClientHistoryLine))]
internal sealed partial class ClientHistoryJson : JsonSerializerContext;
