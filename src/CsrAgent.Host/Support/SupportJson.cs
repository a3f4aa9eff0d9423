using System.Text.Json.Serialization;

namespace CsrAgent.Host.Support;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(LogLine))]
internal sealed partial class SupportJson : JsonSerializerContext;
