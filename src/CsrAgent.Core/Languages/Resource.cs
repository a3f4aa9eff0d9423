namespace CsrAgent.Languages;

/// <summary>The data files that ship inside the assembly, named by folder and file: "Sentiment.lexicon.txt".</summary>
internal static class Resource
{
    public static string Read(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream("CsrAgent." + name)
            ?? throw new InvalidOperationException($"The data file {name} is not in the assembly: see EmbeddedResource in CsrAgent.Core.csproj.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
