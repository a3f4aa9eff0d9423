using CsrAgent.Languages;
using CsrAgent.Languages.Patterns;

namespace CsrAgent.Signals;

/// <summary>
/// How one who waits for a person takes the request back, clause by clause. A clause has to say so as a whole: "never mind" does, "never
/// mind the colour" does not. Immutable.
/// </summary>
internal sealed class RequestWithdrawals(TextPatterns patterns)
{
    private const string Withdrawal = "withdraw",
        Still = "still";

    private const int MaxWords = 20;

    // "Never mind, my neighbour had it": a message that says much more is one for the person.
    private const int MaxOtherWords = 4;

    // Of a script in which each character is a word.
    private const int CharactersPerWord = 2;

    public static RequestWithdrawals FromResource() => new(TextPatterns.FromResource("Signals.withdrawals.txt"));

    /// <summary>What the message says beside it, which may be nothing; null if it takes nothing back.</summary>
    public string? Read(Words words)
    {
        if (LengthOf(words, 0, words.Count) > MaxWords) return null;
        if (Enumerable.Range(0, words.Count).Any(i => words.KindOf(i) == TokenKind.Question)) return null;
        var hits = patterns.Find(words).Where(hit => !Clauses.Spans(words, hit.Start, hit.End)).ToList();
        if (!hits.Exists(hit => hit.Label == Withdrawal)) return null;
        var (withdrawn, others) = (false, new List<int>());
        foreach (var (start, end) in Clauses.Of(words))
        {
            var (whole, takesBack) = Read(hits, start, end);
            withdrawn |= whole && takesBack;
            if (whole) continue;
            if (hits.Exists(hit => hit.Label == Still && hit.Start >= start && hit.End <= end)) return null;
            others.AddRange(Enumerable.Range(start, end - start));
        }
        var length = others.Sum(i => LengthOf(words, i, i + 1));
        return withdrawn && length <= MaxOtherWords
            ? string.Join(' ', others.Select(i => words.Text[words.StartOf(i)..words.EndOf(i)]))
            : null;
    }

    // Whether phrases cover the clause from its beginning to its end, and whether one of them takes the request back.
    private static (bool Whole, bool TakesBack) Read(List<PatternMatch> hits, int start, int end)
    {
        var (reached, withdrawn) = (new bool[end - start + 1], new bool[end - start + 1]);
        reached[0] = true;
        for (var at = start; at < end; at++)
        {
            if (!reached[at - start]) continue;
            foreach (var hit in hits)
            {
                if (hit.Start != at || hit.End > end || hit.Label == Still) continue;
                reached[hit.End - start] = true;
                withdrawn[hit.End - start] |= withdrawn[at - start] || hit.Label == Withdrawal;
            }
        }
        return (reached[^1], withdrawn[^1]);
    }

    private static double LengthOf(Words words, int start, int end) =>
        Enumerable
            .Range(start, end - start)
            .Where(i => !words.KindOf(i).EndsSentence())
            .Sum(i => Folding.StandsAlone(words[i][0]) ? 1.0 / CharactersPerWord : 1);
}
