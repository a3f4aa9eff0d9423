using System.Text.Json;
using System.Text.Json.Serialization;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Identity;

/// <summary>What session tokens carry.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified
)]
[JsonSerializable(typeof(SessionClaims))]
internal sealed partial class IdentityJson : JsonSerializerContext
{
    public static IdentityJson Wire { get; } = new(WireJson.Configure(new JsonSerializerOptions()));
}
