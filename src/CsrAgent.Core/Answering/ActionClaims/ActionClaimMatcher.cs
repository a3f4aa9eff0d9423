using CsrAgent.Conversations;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>Finds claimed actions in a sentence by the lexicons of several languages at once.</summary>
internal sealed class ActionClaimMatcher
{
    private const int SubjectReach = 8;

    /// <summary>"Refund processed successfully": words that an elliptic claim may have after its action, and one.</summary>
    private const int MaxTail = 3;

    /// <summary>"Direct debit mandate cancelled": words that a claim without a verb may have before its action.</summary>
    private const int MaxNominal = 3;

    private readonly ActionClaimLexicon[] _lexicons;
    private readonly Dictionary<string, ClaimStart[]> _byFirst;
    private readonly ClaimStart[] _byAction;
    private readonly HashSet<string> _beginnings;

    public ActionClaimMatcher(IEnumerable<ActionClaimLexicon> lexicons)
    {
        _lexicons = [.. lexicons];
        var starts = _lexicons
            .SelectMany(lexicon => lexicon.ClaimStarts().Select(start => new ClaimStart(lexicon, start.Pattern, start.Start)))
            .ToLookup(start => start.Words.Length > 0);
        _byAction = [.. starts[false]];
        _byFirst = starts[true].GroupBy(start => start.Words[0]).ToDictionary(group => group.Key, group => group.ToArray());
        _beginnings = [.. _byFirst.Keys.SelectMany(first => Enumerable.Range(1, first.Length).Select(length => first[..length]))];
    }

    /// <summary>True if the sentence claims something that <paramref name="proven"/> does not show.</summary>
    /// <param name="to">Words from this index on are ignored.</param>
    /// <param name="promises">How the sentence's promises are judged.</param>
    public bool HasUnproven(List<ClauseWord> words, int to, ProvenActions proven, PromiseContext promises)
    {
        for (var at = 0; at < to; at++)
        {
            if (AnyUnproven(_byAction, words, at, proven, promises)) return true;
            if (_byFirst.TryGetValue(words[at].Text, out var starts) && AnyUnproven(starts, words, at, proven, promises)) return true;
        }

        return false;
    }

    /// <summary>The first word of the first clause that does not open as a rule, a step or a polite phrase; -1 if all do.</summary>
    public int FirstUnclearClause(List<ClauseWord> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at].Opens && !Array.Exists(_lexicons, lexicon => lexicon.Openings.IsAt(words, at, words.Count))) return at;
        }

        return -1;
    }

    /// <summary>True if the sentence repeats what the customer said: "you wrote that your order was cancelled".</summary>
    public bool Retells(List<ClauseWord> words) => _lexicons.Any(lexicon => lexicon.Told.IsWithin(words, 0, words.Count));

    /// <summary>True if the sentence has a word of a hand-off: "forwarded".</summary>
    public bool NamesHandoff(List<ClauseWord> words) => words.Exists(word => _lexicons.Any(lexicon => lexicon.IsHandoff(word.Text)));

    /// <summary>Where in an incomplete sentence the first claim starts, or may be about to start; -1 if nowhere.</summary>
    /// <param name="from">Words before this index are ignored.</param>
    public int FirstClaimStart(List<ClauseWord> words, int from, bool lastMayGrow)
    {
        for (var at = from; at < words.Count; at++)
        {
            if (at == words.Count - 1 && lastMayGrow && MayBegin(words, at)) return words[at].Start;
            if (AnyMayBe(_byAction, words, at, lastMayGrow)) return words[at].Start;
            if (_byFirst.TryGetValue(words[at].Text, out var starts) && AnyMayBe(starts, words, at, lastMayGrow)) return words[at].Start;
        }

        return -1;
    }

    private static bool AnyUnproven(
        ClaimStart[] starts,
        List<ClauseWord> words,
        int at,
        ProvenActions proven,
        PromiseContext promises
    )
    {
        foreach (var start in starts)
        {
            if ((start.Pattern.ProvenBy & proven) == 0 && Claims(words, at, start, proven, promises)) return true;
        }

        return false;
    }

    private static bool AnyMayBe(ClaimStart[] starts, List<ClauseWord> words, int at, bool lastMayGrow)
    {
        foreach (var start in starts)
        {
            if (MayBe(words, at, start, lastMayGrow)) return true;
        }

        return false;
    }

    // A word that is still growing may become one that claims by its ending.
    private bool MayBegin(List<ClauseWord> words, int at) =>
        AnyMayBe(_byAction, words, at, lastMayGrow: true)
        || _beginnings.Contains(words[at].Text)
            && _byFirst.Values.Any(starts => AnyMayBe(starts, words, at, lastMayGrow: true));

    private static bool Claims(List<ClauseWord> words, int at, ClaimStart start, ProvenActions proven, PromiseContext promises)
    {
        if (!WordList.Matches(words, at, start.Words)) return false;
        var pattern = start.Pattern;
        if ((pattern.Opening || pattern.Elliptic) && !words[at].Opens) return false;
        var action = FindAction(words, at + start.Words.Length, start);
        if (action < 0 || pattern.Elliptic && !EndsSoon(words, action)) return false;
        if ((proven & ProvenActions.Handoff) != 0 && start.Lexicon.IsHandoff(words[action].Text)) return false;
        var isMeant = pattern.Promise
            ? (pattern.Amounts && promises.NamesAmount || pattern.With.IsWithin(words, 0, words.Count)) && !promises.IsCarried
            : pattern.With.IsEmpty || pattern.With.IsWithin(words, action + 1, words.Count);
        return isMeant && !IsExcused(words, at, start);
    }

    private static bool EndsSoon(List<ClauseWord> words, int action)
    {
        for (var next = action + 1; next <= action + MaxTail; next++)
        {
            if (next == words.Count || words[next].Opens) return true;
        }

        return false;
    }

    /// <summary>The index of the action word, or -1.</summary>
    /// <param name="mayGoOn">More words may follow, so that the last one need not be the end.</param>
    private static int FindAction(List<ClauseWord> words, int from, ClaimStart start, bool mayGoOn = false)
    {
        var pattern = start.Pattern;
        var isFinal = pattern.Final && !mayGoOn;
        if (pattern.Words is null) return !isFinal || EndsClause(words, from - 1) ? from - 1 : -1;
        for (var k = from; k <= from + pattern.Gap && k < words.Count; k++)
        {
            if (
                start.Lexicon.IsAction(pattern.Words, words[k].Text)
                && (!isFinal || EndsClause(words, k))
                && (pattern.Between.IsEmpty || pattern.Between.IsWithin(words, from, k))
            )
            {
                return k;
            }
            if (start.Lexicon.Blockers.IsAt(words, k, words.Count)) return -1;
        }

        return -1;
    }

    private static bool EndsClause(List<ClauseWord> words, int at) => at == words.Count - 1 || words[at + 1].Opens;

    private static bool IsExcused(List<ClauseWord> words, int at, ClaimStart claim) =>
        IsExcusedBefore(words, at, claim)
        || claim.Pattern.Conditional && claim.Lexicon.Conditions.IsWithin(words, at + claim.Words.Length, words.Count)
        || claim.Pattern.Habitual && claim.Lexicon.Habits.IsWithin(words, 0, words.Count);

    /// <summary>By what precedes the start, which no later word changes.</summary>
    private static bool IsExcusedBefore(List<ClauseWord> words, int at, ClaimStart claim)
    {
        var (lexicon, pattern, _) = claim;
        var start = at;
        while (start > 0 && !words[start].Opens) start--;
        if (pattern.Subjects.Count > 0 && (!pattern.Subjects.Contains(words[start].Text) || at - start > SubjectReach)) return true;
        if (pattern.Nominal && at - start is 0 or > MaxNominal) return true;
        if (!pattern.Mention.IsEmpty && !pattern.Mention.IsWithin(words, start, at)) return true;
        if (!pattern.Own && (IsRelative(lexicon, words, start, at) || lexicon.Reports.IsWithin(words, start, at))) return true;
        if (!pattern.Own && IsTold(lexicon, words, at)) return true;
        return lexicon.Guards.IsWithin(words, pattern.Conditional ? 0 : start, at);
    }

    // "You say that your account was closed": the report reaches to the next comma.
    private static bool IsTold(ActionClaimLexicon lexicon, List<ClauseWord> words, int at)
    {
        if (lexicon.Told.IsEmpty) return false;
        var breaks = 0;
        for (var k = at; k >= 0 && breaks < 2; k--)
        {
            if (lexicon.Told.IsAt(words, k, at)) return true;
            if (words[k].Opens) breaks++;
        }

        return false;
    }

    private static bool IsRelative(ActionClaimLexicon lexicon, List<ClauseWord> words, int start, int at) =>
        start > 0 && lexicon.Relatives.Contains(words[start].Text)
        || at > start && at > 1 && lexicon.Relatives.Contains(words[at - 1].Text);

    private static bool MayBe(List<ClauseWord> words, int at, ClaimStart claim, bool lastMayGrow)
    {
        var (start, pattern) = (claim.Words, claim.Pattern);
        for (var i = 0; i < start.Length && at + i < words.Count; i++)
        {
            var growing = lastMayGrow && at + i == words.Count - 1;
            if (growing ? !start[i].StartsWith(words[at + i].Text, StringComparison.Ordinal) : words[at + i].Text != start[i]) return false;
        }
        if ((pattern.Opening || pattern.Elliptic) && !words[at].Opens || IsExcusedBefore(words, at, claim)) return false;
        // Once the words in which the action can stand are known, it is there or it never will be.
        var known = words.Count - (lastMayGrow ? 1 : 0) - at - start.Length;
        return pattern.Words is null || known <= pattern.Gap || FindAction(words, at + start.Length, claim, mayGoOn: true) >= 0;
    }

    private sealed record ClaimStart(ActionClaimLexicon Lexicon, ActionClaimPattern Pattern, string[] Words);
}
