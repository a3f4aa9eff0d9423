using CsrAgent.Languages;
using CsrAgent.Languages.Patterns;

namespace CsrAgent.Signals;

/// <summary>
/// What a message says plainly about wanting a person, read clause by clause: "no, I want a human" is a request, "no human please" is not.
/// Immutable.
/// </summary>
internal sealed class HumanRequestPatterns(TextPatterns patterns)
{
    private const string Request = "request";

    public static HumanRequestPatterns FromResource() => new(TextPatterns.FromResource("Signals.human-requests.txt"));

    public HumanRequestMatch Read(Words words)
    {
        var hits = patterns.Find(words);
        if (hits.Count == 0) return HumanRequestMatch.None;
        var refusals = hits.Where(hit => hit.Label != Request && !SpansClauses(words, hit)).ToArray();
        var asked = hits.Exists(hit => hit.Label == Request && !Array.Exists(refusals, refusal => refusal.Overlaps(hit)));
        return new HumanRequestMatch(asked, refusals);
    }

    // The first word may open a clause: "but I don't need an agent".
    private static bool SpansClauses(Words words, PatternMatch hit)
    {
        for (var i = hit.Start + 1; i < hit.End; i++)
        {
            if (OpensClause(words[i]) || Clauses.EndsBefore(words, i)) return true;
        }
        return false;
    }

    private static bool OpensClause(ReadOnlySpan<char> word) => word is "but" or "so" or "because" or "just" or "give" or "get" or "let";
}
