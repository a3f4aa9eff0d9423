using System.Text;
using CsrAgent.Answering.Checks;
using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Grounded;

/// <summary>
/// The part of an article that answers, in its own words: Markdown and numbered steps as they stand, cut only between lines.
/// </summary>
internal static class ArticleExcerpt
{
    /// <summary>
    /// The article's beginning, which says what it is about and often holds the steps, is shown from this share of the best on.
    /// </summary>
    private const double GoodBeginning = 0.85;

    /// <param name="hits">Best first; the first one's article is shown.</param>
    /// <param name="length">Maximum number of characters. One line is shown in any case.</param>
    public static string Of(IReadOnlyList<PassageHit> hits, int length)
    {
        var shown = hits.Where(hit => hit.ArticleId == hits[0].ArticleId && IsShown(hit, hits[0]))
            .DistinctBy(hit => hit.Passage.Index)
            .ToList();
        // The best passage must not be the one that no longer fits.
        while (shown.Count > 1 && shown.Sum(hit => PassageText.Of(hit.Passage).Length + 2) > length) shown.RemoveAt(shown.Count - 1);
        return Cut(string.Join("\n\n", shown.OrderBy(hit => hit.Passage.Index).Select(hit => PassageText.Of(hit.Passage))), length);
    }

    /// <summary>The words of the passage, as they stand there, that come nearest to the question.</summary>
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

    // The section that fits best, under the article's beginning: all passages of an article score alike, since they share its title and
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
