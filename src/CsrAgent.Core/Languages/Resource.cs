using System.Text.Json;

namespace CsrAgent.Languages;

/// <summary>The data files embedded in the assembly, named by folder and file: "Signals.consent.txt".</summary>
internal static class Resource
{
    private const string Root = "CsrAgent.";

    private static readonly JsonSerializerOptions JsonOptions = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string Read(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    public static T ReadJson<T>(string name) => TryReadJson<T>(name) ?? throw Missing(name);

    /// <summary>Default if there is no such file.</summary>
    public static T? TryReadJson<T>(string name)
    {
        using var stream = TryOpen(name);
        return stream is null ? default : JsonSerializer.Deserialize<T>(stream, JsonOptions);
    }

    /// <summary>The rest of the names that begin so.</summary>
    public static IEnumerable<string> Names(string start) =>
        typeof(Resource)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Root + start, StringComparison.Ordinal))
            .Select(name => name[(Root + start).Length..]);

    public static Stream Open(string name) => TryOpen(name) ?? throw Missing(name);

    private static Stream? TryOpen(string name) => typeof(Resource).Assembly.GetManifestResourceStream(Root + name);

    private static InvalidOperationException Missing(string name) =>
        new($"The data file {name} is not in the assembly: see EmbeddedResource in CsrAgent.Core.csproj.");
}
