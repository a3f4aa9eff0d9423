namespace CsrAgent.Languages;

/// <summary>The data files that ship inside the assembly, named by folder and file: "Escalation.consent.txt".</summary>
internal static class Resource
{
    public static string Read(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    public static Stream Open(string name) => typeof(Resource).Assembly.GetManifestResourceStream("CsrAgent." + name)
        ?? throw new InvalidOperationException($"The data file {name} is not in the assembly: see EmbeddedResource in CsrAgent.Core.csproj.");
}
