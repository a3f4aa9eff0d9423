namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// Finds the intended term of a misspelled word: two letters swapped, one doubled, or one of a double missing; in a long word also one
/// letter wrong, missing or extra. In a short word, those make other words: "planet" is not "plant".
/// </summary>
internal sealed class Spelling(IEnumerable<string> terms)
{
    internal const int MinWordLength = 5;
    private const int LongWord = 7;

    private readonly ILookup<char, string> _terms = terms
        .Distinct()
        .Where(term => term.Length >= MinWordLength - 1)
        .ToLookup(term => term[0]);

    /// <summary>The likely terms. First letters are rarely wrong, so only terms with the same one are suggested.</summary>
    public IEnumerable<string> Suggest(string word) =>
        word.Length < MinWordLength ? [] : _terms[word[0]].Where(term => IsOneSlip(word, term));

    internal static bool IsOneSlip(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var isLong = Math.Max(a.Length, b.Length) >= LongWord;
        var start = a.CommonPrefixLength(b);
        var before = start > 0 ? a[start - 1] : '\0';
        a = a[start..];
        b = b[start..];
        while (a.Length > 0 && b.Length > 0 && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }
        return (a.Length, b.Length) switch
        {
            (0, 0) => true,
            (1, 0) => isLong || a[0] == before,
            (0, 1) => isLong || b[0] == before,
            (1, 1) => isLong,
            (2, 2) => a[0] == b[1] && a[1] == b[0],
            _ => false,
        };
    }
}
