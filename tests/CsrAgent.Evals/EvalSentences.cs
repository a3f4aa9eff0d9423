namespace CsrAgent.Evals;

/// <summary>
/// The lines of a data file in this project, "Folder.file.txt": a label, a blank, a text. Lines that begin with "# " are comments.
/// </summary>
internal static class EvalSentences
{
    public static IReadOnlyList<(string Label, string Text)> Read(string name) =>
        [.. Lines(name).Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1]))];

    public static IReadOnlyList<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name));
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => !line.StartsWith("# ", StringComparison.Ordinal)),
        ];
    }

    public static Stream Open(string name) =>
        typeof(EvalSentences).Assembly.GetManifestResourceStream("CsrAgent.Evals." + name)
        ?? throw new FileNotFoundException($"{name} is not in the project CsrAgent.Evals.");
}
