using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Grounded;

/// <summary>
/// The part of an article that answers a question, verbatim: Markdown and numbered steps unchanged, cut only between lines. Of a table, the
/// rows that were asked for are rendered as sentences.
/// </summary>
internal static partial class ArticleExcerpt
{
    // How much surer than the article's beginning (in odds) a section has to be to be shown below it, and to be shown in its place where
    // there is no room for both. All passages of an article score alike, and its beginning answers what its title says.
    private const double Below = 1.5;
    private const double Instead = 6;

    // Odds that do not tell two sections apart.
    private const double AsSure = 0.65;

    /// <param name="hits">Best first; the first one's article is shown.</param>
    /// <param name="length">Maximum number of characters. At least one line is shown.</param>
    public static string Of(IReadOnlyList<PassageHit> hits, string question, int length)
    {
        var shown = Choose([.. hits.Where(hit => hit.ArticleId == hits[0].ArticleId)], question, length);
        return Cut(string.Join("\n\n", shown.OrderBy(hit => hit.Passage.Index).Select(hit => TextOf(hit, question))), length);
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

    /// <summary>"The message on the screen tells you which of these cases applies": without what follows it is no answer.</summary>
    public static bool PointsOn(PassageHit beginning) => Pointer().IsMatch(beginning.Passage.Text);

    /// <summary>A numbered list: what "how?" asks for.</summary>
    public static bool HasSteps(PassageHit hit) => Steps().IsMatch(hit.Passage.Text);

    public static bool IsAsSure(PassageHit hit, PassageHit best) => Odds(hit) >= Odds(best) * AsSure;

    private static List<PassageHit> Choose(List<PassageHit> hits, string question, int length)
    {
        var best = hits[0];
        var section = hits.Where(hit => hit.Passage.Heading == best.Passage.Heading).DistinctBy(hit => hit.Passage.Index).ToList();
        if (hits.Find(hit => hit.Passage.Index == 0) is not { } beginning)
        {
            return Fit([.. section, .. hits.Except(section).Where(hit => IsAsSure(hit, best)).Take(1)], question, length);
        }
        var surer = Odds(best) / Odds(beginning);
        if (surer < (PointsOn(beginning) ? Instead : Below)) return PointsOn(beginning) ? Whole(hits, question, length) : [beginning];
        if (beginning.Passage.Heading == best.Passage.Heading) return Fit(section, question, length);
        if (LengthOf([best, beginning], question) > length) return surer < Instead ? [beginning] : Fit(section, question, length);
        return Fit([best, beginning, .. section.Skip(1)], question, length);
    }

    // From the beginning on, as much as there is room for.
    private static List<PassageHit> Whole(List<PassageHit> hits, string question, int length) =>
        Fit([.. hits.DistinctBy(hit => hit.Passage.Index).OrderBy(hit => hit.Passage.Index)], question, length);

    // The best passage must not be the one that is cut.
    private static List<PassageHit> Fit(List<PassageHit> shown, string question, int length)
    {
        while (shown.Count > 1 && LengthOf(shown, question) > length) shown.RemoveAt(shown.Count - 1);
        return shown;
    }

    private static int LengthOf(List<PassageHit> shown, string question) => shown.Sum(hit => TextOf(hit, question).Length + 2);

    private static string TextOf(PassageHit hit, string question) => AskedRows.Tell(PassageText.Of(hit.Passage), question);

    public static double Odds(PassageHit hit) => hit.Relevance / Math.Max(1 - hit.Relevance, 0.001);

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

    [GeneratedRegex(@"^\s*1[.)]\s", RegexOptions.Multiline)]
    private static partial Regex Steps();

    [GeneratedRegex(
        @"\b(these|the following|as follows|below|diese[rn]?|folgende[nrs]?|suivante?s?|siguientes?|seguintes?|seguenti|volgende)\b"
            + @"[^\n]{0,40}[.:]\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Pointer();
}
