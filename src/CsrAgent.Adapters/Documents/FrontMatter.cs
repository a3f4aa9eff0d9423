using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Adapters.Documents;

/// <summary>The YAML between the two <c>---</c> lines at the top of a file, and the Markdown after it.</summary>
internal sealed partial record FrontMatter(IReadOnlyDictionary<string, IReadOnlyList<string?>> Values, string Body)
{
    private const int MaxLength = 16_000;
    private const string Shape = "Begin the file with '---', lines such as 'id: kb-001' and 'title: …', and '---' again.";

    public string? One(string key) => Many(key) is [var first, ..] ? first : null;

    public IReadOnlyList<string?> Many(string key) => Values.GetValueOrDefault(key) ?? [];

    /// <exception cref="FormatException">Says what is wrong and what to do.</exception>
    public static FrontMatter Read(string text)
    {
        var (yaml, body) = Cut(text.TrimStart('\uFEFF'));
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
            {
                throw new FormatException("The front matter holds no 'key: value' lines. " + Shape);
            }
            return new FrontMatter(root.Children.ToDictionary(pair => KeyOf(pair.Key), pair => ValuesOf(pair.Value)), body);
        }
        catch (Exception e) when (e is not FormatException)
        {
            // The library throws whatever it comes to on text that is not YAML: one file must not take the folder away.
            var line = e is YamlException yamlError ? $" in line {yamlError.Start.Line}" : "";
            throw new FormatException(
                $"The front matter is not valid YAML{line}: {e.Message} Put values with ':' or '#' in quotes, and give each key once.",
                e
            );
        }
    }

    private static (string Yaml, string Body) Cut(string text)
    {
        // Blanks after the dashes cannot be seen, and editors leave them there.
        var lines = MarkerBlanks().Replace(text.Replace("\r\n", "\n"), "---");
        if (!lines.StartsWith("---\n", StringComparison.Ordinal)) throw new FormatException("There is no front matter. " + Shape);
        var end = lines.IndexOf("\n---", 3, StringComparison.Ordinal);
        if (end < 0 || end > MaxLength) throw new FormatException($"The front matter does not end within {MaxLength} characters. " + Shape);
        var after = lines.IndexOf('\n', end + 1);
        // The leading line break makes the line numbers in errors match the file.
        return (end < 4 ? "" : "\n" + lines[4..end], after < 0 ? "" : lines[(after + 1)..]);
    }

    [GeneratedRegex(@"^---[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex MarkerBlanks();

    private static string KeyOf(YamlNode node) => (node as YamlScalarNode)?.Value?.ToLowerInvariant() ?? "";

    private static IReadOnlyList<string?> ValuesOf(YamlNode node) =>
        node switch
        {
            YamlScalarNode scalar => [scalar.Value],
            YamlSequenceNode sequence => [.. sequence.Children.OfType<YamlScalarNode>().Select(each => each.Value)],
            _ => [],
        };
}
