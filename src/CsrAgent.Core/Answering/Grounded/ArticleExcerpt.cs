using System.Text;
using CsrAgent.Answering.Checks;
using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Grounded;

/// <summary>
/// The part of an article that answers a question, verbatim: Markdown and numbered steps unchanged, cut only between lines.
/// </summary>
internal static class ArticleExcerpt
{
    /// <summary>
    /// The article's beginning, which says what it is about and often contains the steps, is shown if its relevance is at least this share
    /// of the best.
    /// </summary>
    private const double GoodBeginning = 0.85;

    /// <param name="hits">Best first; the first one's article is shown.</param>
    /// <param name="length">Maximum number of characters. At least one line is shown.</param>
    public static string Of(IReadOnlyList<PassageHit> hits, int length)
    {
        var shown = hits.Where(hit => hit.ArticleId == hits[0].ArticleId && IsShown(hit, hits[0]))
            .DistinctBy(hit => hit.Passage.Index)
            .ToList();
        // The best passage must not be the one that is cut.
        while (shown.Count > 1 && shown.Sum(hit => PassageText.Of(hit.Passage).Length + 2) > length) shown.RemoveAt(shown.Count - 1);
        return Cut(string.Join("\n\n", shown.OrderBy(hit => hit.Passage.Index).Select(hit => PassageText.Of(hit.Passage))), length);
    }

    /// <summary>The words of the passage, verbatim, that are closest to the question.</summary>
    public static string Quote(string passage, string question)
    {
        var asked = WordHashes.Of(question);
        return passage
            .Split('\n')
            .Where(line => line.TrimStart() is { Length: > 0 } text && text[0] is not ('#' or '|'))
            .SelectMany(Sentences.Split)
            .Where(sentence => sentence.Count(char.IsLetter) > 3)
            .DefaultIfEmpty(passage.Trim())
            .MaxBy(sentence => WordHashes.Of(sentence).Count(asked.Contains))!;
    }

    // The section that fits best, below the article's beginning: all passages of an article score alike, since they share its title and
    // tags.
    private static bool IsShown(PassageHit hit, PassageHit best) =>
        hit.Passage.Heading == best.Passage.Heading || hit.Passage.Index == 0 && hit.Relevance >= best.Relevance * GoodBeginning;

    private static string Cut(string text, int length)
    {
        var cut = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (cut.Length > 0 && cut.Length + line.Length > length) return cut.ToString().TrimEnd() + "\n…";
            cut.Append(line).Append('\n');
        }

        return cut.ToString().TrimEnd();
    }
}
