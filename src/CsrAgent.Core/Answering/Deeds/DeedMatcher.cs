namespace CsrAgent.Answering.Deeds;

/// <summary>Finds claimed deeds in a sentence by the lexicons of some languages at once.</summary>
internal sealed class DeedMatcher
{
    private const int SubjectReach = 8;

    private readonly Dictionary<string, Opening[]> _byFirst;
    private readonly HashSet<string> _beginnings;

    public DeedMatcher(IEnumerable<DeedLexicon> lexicons)
    {
        _byFirst = lexicons.SelectMany(lexicon => lexicon.Openings().Select(opening => new Opening(lexicon, opening.Pattern, opening.Opening)))
            .GroupBy(opening => opening.Words[0]).ToDictionary(group => group.Key, group => group.ToArray());
        _beginnings = [.. _byFirst.Keys.SelectMany(first => Enumerable.Range(1, first.Length).Select(length => first[..length]))];
    }

    /// <summary>True when a claim is made that <paramref name="proven"/> does not show.</summary>
    /// <param name="to">Openings from this word on are not claims.</param>
    public bool HasUnproven(List<Word> words, int to, DeedProof proven)
    {
        for (var at = 0; at < to; at++)
        {
            if (!_byFirst.TryGetValue(words[at].Text, out var openings))
                continue;
            foreach (var opening in openings)
            {
                if ((opening.Pattern.ProvenBy & proven) == 0 && Claims(words, at, opening))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Where in a growing sentence the first opening stands, or may be about to stand; -1 when nowhere.</summary>
    public int FirstOpening(List<Word> words, bool lastMayGrow)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (at == words.Count - 1 && lastMayGrow && _beginnings.Contains(words[at].Text))
                return words[at].Start;
            if (_byFirst.TryGetValue(words[at].Text, out var openings) && openings.Any(opening => MayBe(words, at, opening.Words, lastMayGrow)))
                return words[at].Start;
        }

        return -1;
    }

    private static bool Claims(List<Word> words, int at, Opening opening)
    {
        if (!PhraseList.Matches(words, at, opening.Words))
            return false;
        var pattern = opening.Pattern;
        var deed = FindDeed(words, at + opening.Words.Length, opening);
        return deed >= 0
            && (pattern.With.IsEmpty || pattern.With.IsWithin(words, deed + 1, words.Count))
            && !IsExcused(words, at, opening);
    }

    /// <summary>The place of the deed's word, or -1.</summary>
    private static int FindDeed(List<Word> words, int from, Opening opening)
    {
        var pattern = opening.Pattern;
        if (pattern.Words is null)
            return from - 1;
        for (var k = from; k <= from + pattern.Gap && k < words.Count; k++)
        {
            if (opening.Lexicon.IsDeed(pattern.Words, words[k].Text) && (pattern.Between.IsEmpty || pattern.Between.IsWithin(words, from, k)))
                return k;
            if (opening.Lexicon.Blockers.IsAt(words, k, words.Count))
                return -1;
        }

        return -1;
    }

    private static bool IsExcused(List<Word> words, int at, Opening opening)
    {
        var (lexicon, pattern, _) = opening;
        var start = at;
        while (start > 0 && !words[start].Opens)
            start--;
        if (pattern.Subjects.Count > 0 && (!pattern.Subjects.Contains(words[start].Text) || at - start > SubjectReach))
            return true;
        if (!pattern.Own && (IsRelative(lexicon, words, start, at) || lexicon.Reports.IsWithin(words, start, at)))
            return true;
        return pattern.Conditional ? lexicon.Guards.IsWithin(words, 0, words.Count) : lexicon.Guards.IsWithin(words, start, at);
    }

    private static bool IsRelative(DeedLexicon lexicon, List<Word> words, int start, int at) =>
        start > 0 && lexicon.Relatives.Contains(words[start].Text)
        || at > start && at > 1 && lexicon.Relatives.Contains(words[at - 1].Text);

    private static bool MayBe(List<Word> words, int at, string[] opening, bool lastMayGrow)
    {
        for (var i = 0; i < opening.Length && at + i < words.Count; i++)
        {
            var growing = lastMayGrow && at + i == words.Count - 1;
            if (growing ? !opening[i].StartsWith(words[at + i].Text, StringComparison.Ordinal) : words[at + i].Text != opening[i])
                return false;
        }

        return true;
    }

    private sealed record Opening(DeedLexicon Lexicon, DeedPattern Pattern, string[] Words);
}
