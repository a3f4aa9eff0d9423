using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Knowledge;

namespace CsrAgent.Adapters.Documents;

/// <summary>
/// Markdown with front matter: <c>id</c>, <c>title</c>, and optionally <c>url</c>, <c>tags</c>, <c>entity</c> and <c>language</c>.
/// </summary>
internal static partial class MarkdownDocument
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="DraftException">It is not to be used yet, or no longer.</exception>
    /// <exception cref="FormatException">Says what is wrong and what to do.</exception>
    public static ArticleSubmission Read(byte[] content)
    {
        var front = FrontMatter.Read(TextOf(content));
        if (string.Equals(front.One("draft")?.Trim(), "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new DraftException();
        }
        var tags = front.Many("tags") is [{ } only] && only.Contains(',') ? only.Split(',') : front.Many("tags");
        return new(front.One("id"), front.One("title"), front.One("url"), tags, front.One("language"), front.Body)
        {
            Entity = front.One("entity"),
        };
    }

    /// <summary>An invalid file usually still names its article, whose last good version then stays in use.</summary>
    public static string? FindId(byte[] content) =>
        IdLine().Match(Encoding.UTF8.GetString(content)) is { Success: true } match ? match.Groups["id"].Value : null;

    private static string TextOf(byte[] content)
    {
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("The file is not UTF-8. Save it as UTF-8.", e);
        }
    }

    [GeneratedRegex("""^id:[ \t]*(["']?)(?<id>\S(?:[^\r\n]{0,198}\S)?)\1[ \t\r]*$""", RegexOptions.Multiline)]
    private static partial Regex IdLine();
}
