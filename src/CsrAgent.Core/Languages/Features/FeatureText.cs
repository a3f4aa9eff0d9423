using System.Text;

namespace CsrAgent.Languages.Features;

/// <summary>
/// A text as the tokens that the trained models use: words in lower case without apostrophes and stretched letters, and other signs of
/// mood: punctuation, capitals, emoji, mentions, links. Writes into the given spans and stops at their end.
/// </summary>
internal ref struct FeatureText(ReadOnlySpan<char> text, Span<char> folded, Span<FeatureToken> tokens)
{
    // All smiles are one token, and so are all frowns.
    public static readonly ulong Smile = FeatureHash.Of(":)");
    public static readonly ulong Frown = FeatureHash.Of(":(");

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _folded = folded;
    private readonly Span<FeatureToken> _tokens = tokens;
    private int _used;
    private int _count;

    /// <summary>The tokens, whose letters are in the folded span.</summary>
    public ReadOnlySpan<FeatureToken> Read()
    {
        var tokenizer = new Tokenizer(_text, TokenRules.Features);
        while (_count < _tokens.Length && tokenizer.Next(out var token))
        {
            if (token.Kind == TokenKind.Word) AddWord(token);
            else if (token.Kind != TokenKind.Other) Add(HashOf(token), token.Kind);
        }
        return _tokens[.._count];
    }

    private readonly ulong HashOf(Token token) =>
        token.Kind switch
        {
            TokenKind.Symbol => HashOfSymbol(_text.Slice(token.Start, token.Length)),
            // Two or more count the same.
            TokenKind.Bang or TokenKind.Question => FeatureHash.Mix(((ulong)token.Kind << 8) + (token.Length > 1 ? 2u : 1u)),
            _ => FeatureHash.Mix((ulong)token.Kind + 1),
        };

    private static ulong HashOfSymbol(ReadOnlySpan<char> symbol)
    {
        if (Emoticon.Read(symbol, EmoticonRule.All) is { Length: > 0 } emoticon) return emoticon.Smiles ? Smile : Frown;
        Rune.DecodeFromUtf16(symbol, out var rune, out _);
        return FeatureHash.Mix((ulong)rune.Value);
    }

    private void Add(ulong hash, TokenKind kind) => _tokens[_count++] = new(hash, (ushort)_used, 0, kind, false, false, false);

    private void AddWord(Token token)
    {
        // Ideographs beyond the first 65,536 characters were not in the training data.
        if (char.IsHighSurrogate(_text[token.Start])) return;
        var (start, at, hash, capitals, digits) = (_used, token.Start, FeatureHash.Empty, 0, 0);
        var stretched = false;
        for (; at < token.End && _used < _folded.Length; at++)
        {
            var c = _text[at];
            if (Folding.IsApostrophe(c) && at + 1 < _text.Length && char.IsLetter(_text[at + 1])) continue;
            if (c is '.' or ':')
            {
                digits++; // 3.50 and 10:15
                continue;
            }

            if (c > '\u00A0' && Folding.IsInvisible(c)) continue;
            capitals += c is >= 'A' and <= 'Z' ? 1 : 0;
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            var letter = Folding.Fold(c);
            if (_used >= start + 2 && _folded[_used - 1] == letter && _folded[_used - 2] == letter && !char.IsAsciiDigit(c))
            {
                stretched = true;
                continue;
            }

            _folded[_used++] = letter;
            hash = FeatureHash.Append(hash, letter);
        }

        if (at == token.Start) return;
        AddWord(start, FeatureHash.Mix(hash), at - token.Start, capitals, digits, stretched, IsTag(token.Start));
    }

    private readonly bool IsTag(int start) => start > 0 && _text[start - 1] == '#' && char.IsLetterOrDigit(_text[start]);

    private void AddWord(int start, ulong hash, int length, int capitals, int digits, bool stretched, bool tagged)
    {
        // "4th" and "gr8" are words; an order's number is a number.
        var isNumber = digits == length || (digits > 0 && length > 4);
        _tokens[_count++] = isNumber
            ? new(FeatureHash.Mix((ulong)TokenKind.Number + 1), (ushort)start, 0, TokenKind.Number, false, false, tagged)
            : new(
                hash,
                (ushort)start,
                (ushort)(_used - start),
                TokenKind.Word,
                capitals == length && length > 2,
                stretched,
                tagged
            );
    }
}
