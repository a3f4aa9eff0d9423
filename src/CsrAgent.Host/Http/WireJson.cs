using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CsrAgent.Host.Http;

/// <summary>The API's JSON: snake_case, without reflection at run time. Each folder adds the context of its own records.</summary>
internal static class WireJson
{
    /// <summary>Text in any script is written unescaped, since responses are JSON and never HTML.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        // A number is a number: web defaults would also read it from a string, and say so in the OpenAPI document.
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return options;
    }

    /// <summary>Makes a folder's records known to the endpoints.</summary>
    public static IServiceCollection AddWireJson(this IServiceCollection services, IJsonTypeInfoResolver records) =>
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions).TypeInfoResolverChain.Insert(0, records));
}
