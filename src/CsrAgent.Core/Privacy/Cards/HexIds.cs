namespace CsrAgent.Privacy.Cards;

/// <summary>
/// Random ids in hexadecimal: UUIDs, hashes, object ids. One in three thousand UUIDs has digits in it that read as a card number.
/// </summary>
internal static class HexIds
{
    private const int MinLength = 24;
    private const int MinLetters = 3;
    private const string Uuid = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    /// <summary>True where the digits stand in such an id: 24 hexadecimal digits or more in a row, or a UUID with its dashes.</summary>
    public static bool Contain(string text, int start, int end) => IsInRow(text, start, end) || IsInUuid(text, start, end);

    private static bool IsInRow(string text, int start, int end)
    {
        if (!AreHex(text.AsSpan(start, end - start))) return false;
        while (start > 0 && char.IsAsciiHexDigit(text[start - 1])) start--;
        while (end < text.Length && char.IsAsciiHexDigit(text[end])) end++;
        return end - start >= MinLength && HasLetters(text.AsSpan(start, end - start));
    }

    private static bool IsInUuid(string text, int start, int end)
    {
        for (var at = Math.Max(0, end - Uuid.Length); at <= start && at + Uuid.Length <= text.Length; at++)
        {
            if (IsUuid(text.AsSpan(at, Uuid.Length))) return true;
        }
        return false;
    }

    private static bool IsUuid(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < Uuid.Length; i++)
        {
            if (Uuid[i] == '-' ? text[i] != '-' : !char.IsAsciiHexDigit(text[i])) return false;
        }
        return HasLetters(text);
    }

    private static bool AreHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
        }
        return true;
    }

    // In two places at least: a word beside a number is no id.
    private static bool HasLetters(ReadOnlySpan<char> text)
    {
        var (letters, groups) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetter(text[i])) continue;
            letters++;
            if (i == 0 || !char.IsAsciiLetter(text[i - 1])) groups++;
        }

        return letters >= MinLetters && groups > 1;
    }
}
