using System.Text;
using CsrAgent.Knowledge;

namespace CsrAgent.Answering;

/// <summary>The part of an article that answers, in its own words: Markdown and numbered steps as they stand, cut only between lines.</summary>
internal static class ArticleExcerpt
{
    /// <summary>Passages of the best article that are nearly as relevant as its best one belong to the answer.</summary>
    private const double NearlyAsGood = 0.8;

    /// <param name="hits">Best first; the first one's article is shown.</param>
    /// <param name="length">Most characters. One line is shown in any case.</param>
    public static string Of(IReadOnlyList<PassageHit> hits, int length)
    {
        var best = hits[0];
        var shown = hits.Where(hit => hit.ArticleId == best.ArticleId && hit.Relevance >= best.Relevance * NearlyAsGood)
            .DistinctBy(hit => hit.Passage.Index).ToList();
        // The best passage must not be the one that no longer fits.
        while (shown.Count > 1 && shown.Sum(hit => PassageText.Of(hit.Passage).Length + 2) > length)
            shown.RemoveAt(shown.Count - 1);
        return Cut(string.Join("\n\n", shown.OrderBy(hit => hit.Passage.Index).Select(hit => PassageText.Of(hit.Passage))), length);
    }

    /// <summary>The first words of the passage that say something, as they stand there.</summary>
    public static string Quote(string passage)
    {
        var line = passage.Split('\n').Select(text => text.Trim())
            .FirstOrDefault(text => text.Length > 0 && text[0] is not ('#' or '|')) ?? passage.Trim();
        return Sentences.Split(line).FirstOrDefault(sentence => sentence.Count(char.IsLetter) > 3) ?? line;
    }

    private static string Cut(string text, int length)
    {
        var cut = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (cut.Length > 0 && cut.Length + line.Length > length)
                return cut.ToString().TrimEnd() + "\n…";
            cut.Append(line).Append('\n');
        }

        return cut.ToString().TrimEnd();
    }
}
