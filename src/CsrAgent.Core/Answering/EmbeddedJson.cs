using System.Text.Json;

namespace CsrAgent.Answering;

/// <summary>The data files of answering, which ship inside the assembly.</summary>
internal static class EmbeddedJson
{
    private static readonly JsonSerializerOptions _options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static T Read<T>(string name) =>
        TryRead<T>(name) ?? throw new InvalidOperationException($"{name} is not embedded: see EmbeddedResource in CsrAgent.Core.csproj.");

    public static T? TryRead<T>(string name)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream("CsrAgent.Answering." + name);
        return stream is null ? default : JsonSerializer.Deserialize<T>(stream, _options);
    }
}
