using System.Buffers;

namespace CsrAgent.Languages.Patterns;

/// <summary>
/// Labelled phrases of many languages, found in a text in one pass. Immutable, safe to use from many threads. One pattern a line, or
/// several separated by " / ", under a [label]: words in any case and with or without accents; (a|b) one of; x? may be missing; x* a word
/// that begins so; a_b two words as one choice; ~3 up to three other words; ^ and $ the edges of a sentence, (a|$) a word or the end of the
/// sentence; "@name = a b c" a class, used as @name.
/// </summary>
internal sealed class TextPatterns
{
    private readonly Vocabulary _vocabulary = new();
    private readonly Dictionary<int, TextPattern[]> _byFirstWord;

    public TextPatterns(string text, IEnumerable<(string Label, string Phrase)>? more = null)
    {
        var parser = new TextPatternParser(_vocabulary);
        var patterns = parser.Read(text).ToList();
        patterns.AddRange((more ?? []).Select(entry => parser.ReadPattern(entry.Label, entry.Phrase)));
        Labels = [.. patterns.Select(pattern => pattern.Label).Distinct(StringComparer.Ordinal)];
        _byFirstWord = patterns
            .Select(Widen)
            .SelectMany(pattern => FirstWords(pattern).Distinct().Select(id => (id, pattern)))
            .GroupBy(entry => entry.id, entry => entry.pattern)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    public IReadOnlyList<string> Labels { get; }

    public static TextPatterns FromResource(string name, IEnumerable<(string Label, string Phrase)>? more = null) =>
        new(Resource.Read(name), more);

    /// <summary>All phrases that occur in the text, in the order of their first words; they may overlap.</summary>
    public List<PatternMatch> Find(Words words)
    {
        var hits = new List<PatternMatch>();
        var rented = ArrayPool<(int, int)>.Shared.Rent(words.Count);
        var ids = rented.AsSpan(0, words.Count);
        for (var i = 0; i < ids.Length; i++) ids[i] = _vocabulary.Find(words[i]);
        for (var i = 0; i < ids.Length; i++)
        {
            Collect(words, ids, i, ids[i].Item1, hits);
            Collect(words, ids, i, ids[i].Item2, hits);
        }

        ArrayPool<(int, int)>.Shared.Return(rented);
        return hits;
    }

    /// <summary>The longest pattern at each position, from left to right and without overlaps.</summary>
    public List<PatternMatch> FindLongest(Words words)
    {
        var hits = Find(words);
        var kept = 0;
        for (var i = 0; i < hits.Count; i++)
        {
            if (kept > 0 && hits[i].Start == hits[kept - 1].Start && hits[i].End > hits[kept - 1].End) hits[kept - 1] = hits[i];
            else if (kept == 0 || hits[i].Start >= hits[kept - 1].End) hits[kept++] = hits[i];
        }

        hits.RemoveRange(kept, hits.Count - kept);
        return hits;
    }

    private void Collect(Words words, ReadOnlySpan<(int, int)> ids, int start, int id, List<PatternMatch> hits)
    {
        if (id == 0 || !_byFirstWord.TryGetValue(id, out var patterns)) return;
        foreach (var pattern in patterns)
        {
            if (Match(words, ids, pattern.Slots, start) is > 0 and var end) hits.Add(new PatternMatch(pattern.Label, start, end));
        }
    }

    /// <summary>The index after the match, or -1.</summary>
    private static int Match(Words words, ReadOnlySpan<(int, int)> ids, ReadOnlySpan<PatternSlot> slots, int at)
    {
        if (slots.IsEmpty) return at;
        var slot = slots[0];
        if (slot.Edge != 0) return words.EndsSentence(slot.Edge == '^' ? at - 1 : at) ? Match(words, ids, slots[1..], at) : -1;
        if (slot.Gap > 0) return MatchGap(words, ids, slots, at);
        foreach (var row in slot.Choices)
        {
            if (Stands(row, ids, at) && Match(words, ids, slots[1..], at + row.Length) is >= 0 and var end) return end;
        }
        return slot.Optional || (slot.OrEnd && words.EndsSentence(at)) ? Match(words, ids, slots[1..], at) : -1;
    }

    // A gap takes as few words as possible, and at the end of a pattern as many as possible.
    private static int MatchGap(Words words, ReadOnlySpan<(int, int)> ids, ReadOnlySpan<PatternSlot> slots, int at)
    {
        if (slots.Length == 1)
        {
            for (var end = at; end <= at + slots[0].Gap; end++)
            {
                if (words.EndsSentence(end)) return end;
            }
            return at + slots[0].Gap;
        }

        for (var skipped = 0; skipped <= slots[0].Gap; skipped++)
        {
            if (Match(words, ids, slots[1..], at + skipped) is >= 0 and var end) return end;
            if (words.EndsSentence(at + skipped)) return -1;
        }

        return -1;
    }

    private static bool Stands(int[] row, ReadOnlySpan<(int Word, int Prefix)> ids, int at)
    {
        if (at + row.Length > ids.Length) return false;
        for (var i = 0; i < row.Length; i++)
        {
            if (ids[at + i].Word != row[i] && ids[at + i].Prefix != row[i]) return false;
        }
        return true;
    }

    // A text word is identified by its longest prefix only, so a pattern with a shorter prefix accepts the longer ones too.
    private TextPattern Widen(TextPattern pattern) =>
        pattern with
        {
            Slots = [.. pattern.Slots.Select(slot => slot with { Choices = [.. slot.Choices.SelectMany(Widen)] })],
        };

    private IEnumerable<int[]> Widen(int[] row) =>
        _vocabulary.IsPrefix(row[^1])
            ? _vocabulary.LongerThan(row[^1]).Prepend(row[^1]).Select(last => (int[])[.. row[..^1], last])
            : [row];

    private static IEnumerable<int> FirstWords(TextPattern pattern)
    {
        foreach (var slot in pattern.Slots.SkipWhile(slot => slot.Edge == '^'))
        {
            if (slot.Gap > 0) throw new FormatException($"A pattern under [{pattern.Label}] begins with a gap: start it with a word.");
            foreach (var row in slot.Choices) yield return row[0];
            if (!slot.Optional) yield break;
        }
    }
}
