using System.Globalization;

namespace CsrAgent.Trainer;

internal static class TrainerTexts
{
    public static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private const string DataFolder = "CsrAgent.Trainer.Data.",
        ArticleFolder = "Articles.";

    /// <summary>The sample articles as Markdown, with their front matter.</summary>
    public static IEnumerable<string> Articles() =>
        typeof(TrainerTexts)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ArticleFolder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read);

    public static string[] Lines(string name) =>
        [
            .. Read(DataFolder + name)
                .Split('\n')
                .Select(line => line.TrimEnd('\r'))
                .Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)),
        ];

    private static string Read(string resource)
    {
        using var stream =
            typeof(TrainerTexts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not in the program: build it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
