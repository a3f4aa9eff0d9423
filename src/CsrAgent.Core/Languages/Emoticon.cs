namespace CsrAgent.Languages.Features;

/// <summary>Faces made of punctuation. All that smile are one token, and all that frown.</summary>
internal readonly record struct Emoticon(int Length, bool Smiles)
{
    public static readonly ulong Smile = FeatureHash.Of(":)");
    public static readonly ulong Frown = FeatureHash.Of(":(");

    /// <summary>The face that the text begins with; of length 0 for none.</summary>
    public static Emoticon Read(ReadOnlySpan<char> text)
    {
        if (text.Length < 2) return default;
        if (text[0] == '<' && text[1] == '3') return new(2, true);
        if (text[0] is not (':' or ';' or '=')) return default;
        var mouth = text[1] is '-' or '\'' or '^' ? 2 : 1;
        if (mouth >= text.Length) return default;
        return text[mouth] switch
        {
            ')' or ']' or 'D' or '*' or '}' or '3' => new(mouth + 1, true),
            'P' or 'p' when mouth + 1 == text.Length || !char.IsLetter(text[mouth + 1]) => new(mouth + 1, true),
            '(' or '[' or '{' or '|' or '\\' => new(mouth + 1, false),
            '/' when mouth + 1 == text.Length || text[mouth + 1] != '/' => new(mouth + 1, false),
            _ => default,
        };
    }
}
