namespace CsrAgent.Languages;

/// <summary>A face made of punctuation, or a heart.</summary>
internal readonly record struct Emoticon(int Length, bool Smiles)
{
    /// <summary>The emoticon that the text begins with; its length is 0 for none.</summary>
    public static Emoticon Read(ReadOnlySpan<char> text, EmoticonRule rule)
    {
        if (text.Length < 2) return default;
        if (text[0] == '<' && text[1] == '3') return new(2, true);
        if (text[0] is not (':' or ';' or '=')) return default;
        var plain = rule == EmoticonRule.Plain;
        var mouth = text[1] == '-' || (!plain && text[1] is '\'' or '^') ? 2 : 1;
        if (mouth >= text.Length) return default;
        return text[mouth] switch
        {
            ')' => new(mouth + 1, true),
            '(' => new(mouth + 1, false),
            _ when plain => default,
            ']' or 'D' or '*' or '}' or '3' => new(mouth + 1, true),
            'P' or 'p' when mouth + 1 == text.Length || !char.IsLetter(text[mouth + 1]) => new(mouth + 1, true),
            '[' or '{' or '|' or '\\' => new(mouth + 1, false),
            '/' when mouth + 1 == text.Length || text[mouth + 1] != '/' => new(mouth + 1, false),
            _ => default,
        };
    }
}
