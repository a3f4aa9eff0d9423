using System.Text.Json;
using System.Text.Json.Serialization;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Health;

/// <summary>The JSON of the health checks.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified
)]
[JsonSerializable(typeof(HealthBody))]
internal sealed partial class HealthJson : JsonSerializerContext
{
    public static HealthJson Wire { get; } = new(WireJson.Configure(new JsonSerializerOptions()));
}
