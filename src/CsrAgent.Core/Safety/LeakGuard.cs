using System.Buffers;

namespace CsrAgent.Safety;

/// <summary>
/// Finds secrets in text, and their beginnings at the end of a streamed text. Only letters and digits count, and case does not, so that a
/// secret that is spelled out, hyphenated or set in bold is found too.
/// </summary>
internal sealed class LeakGuard
{
    private readonly string[] _secrets;
    private readonly SearchValues<string> _search;

    public LeakGuard(IEnumerable<string> secrets)
    {
        _secrets = [.. secrets.Select(Fold)];
        _search = SearchValues.Create(_secrets, StringComparison.Ordinal);
        if (_secrets.Any(secret => secret.Length < 8))
        {
            throw new ArgumentException(
                "A secret needs at least 8 letters or digits, or ordinary text would match it.",
                nameof(secrets)
            );
        }
    }

    public bool IsIn(string text)
    {
        var folded = ArrayPool<char>.Shared.Rent(text.Length);
        var isIn = folded.AsSpan(0, Fold(text, folded)).ContainsAny(_search);
        ArrayPool<char>.Shared.Return(folded);
        return isIn;
    }

    /// <summary>Where the longest suffix that may be the start of a secret begins; the text's length if there is none.</summary>
    public int HoldFrom(string text)
    {
        var places = Enumerable.Range(0, text.Length).Where(i => char.IsLetterOrDigit(text[i])).ToArray();
        var folded = Fold(text);
        var hold = text.Length;
        foreach (var secret in _secrets)
        {
            for (var start = Math.Max(0, folded.Length - secret.Length + 1); start < folded.Length; start++)
            {
                if (places[start] < hold && secret.AsSpan().StartsWith(folded.AsSpan(start))) hold = places[start];
            }
        }

        return hold;
    }

    private static string Fold(string text)
    {
        var folded = new char[text.Length];
        return new(folded, 0, Fold(text, folded));
    }

    private static int Fold(string text, Span<char> folded)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) folded[length++] = char.ToLowerInvariant(c);
        }

        return length;
    }
}
