namespace CsrAgent.Languages;

/// <summary>The words of a text, normalized for lookup in word lists.</summary>
internal static class TokenText
{
    private const int MaxStackLength = 64;

    /// <summary>Lower-case, with plain apostrophes and without invisible characters; accents stay.</summary>
    public static string Lower(ReadOnlySpan<char> word)
    {
        Span<char> lower = word.Length <= MaxStackLength ? stackalloc char[word.Length] : new char[word.Length];
        var used = 0;
        foreach (var c in word)
        {
            if (Folding.IsApostrophe(c)) lower[used++] = '\'';
            else if (!Folding.IsInvisible(c)) lower[used++] = char.ToLowerInvariant(c);
        }
        return new(lower[..used]);
    }
}
