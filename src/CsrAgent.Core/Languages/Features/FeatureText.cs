using System.Buffers;
using System.Globalization;
using System.Text;

namespace CsrAgent.Languages.Features;

/// <summary>
/// A text as the tokens that the trained models look at: words in lower case without apostrophes and stretched letters, and what else
/// tells a mood: marks, capitals, emoji, mentions, links. Writes into the spans that it is given and stops where they end.
/// </summary>
internal ref struct FeatureText(ReadOnlySpan<char> text, Span<char> folded, Span<FeatureToken> tokens)
{
    private static readonly SearchValues<char> Blank = SearchValues.Create(" \t\r\n\u00A0");
    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _folded = folded;
    private readonly Span<FeatureToken> _tokens = tokens;
    private int _used;
    private int _count;

    /// <summary>The tokens; their letters are in the folded span.</summary>
    public ReadOnlySpan<FeatureToken> Read()
    {
        for (var at = 0; at < _text.Length && _count < _tokens.Length;) at = ReadAt(at);
        return _tokens[.._count];
    }

    private int ReadAt(int at)
    {
        var c = _text[at];
        if (c == ' ') return at + 1;
        if (c > '\u0E00' && Folding.StandsAlone(c)) return ReadCharacter(at);
        if (char.IsAsciiLetterLower(c) || char.IsLetterOrDigit(c))
        {
            return IsLink(at) ? Skip(at, FeatureTokenKind.Link) : ReadWord(at, tagged: false);
        }
        if (c is '@' or '#' && at + 1 < _text.Length && (char.IsLetterOrDigit(_text[at + 1]) || _text[at + 1] == '_'))
        {
            return c == '#' ? ReadWord(at + 1, tagged: true) : SkipName(at + 1);
        }
        if (Emoticon.Read(_text[at..]) is { Length: > 0 } emoticon)
        {
            return Add(emoticon.Smiles ? Emoticon.Smile : Emoticon.Frown, FeatureTokenKind.Symbol, at + emoticon.Length);
        }
        if (char.IsHighSurrogate(c)) return ReadRune(at);
        return c switch
        {
            '!' or '?' or '！' or '？' or '؟' => ReadMarks(at),
            '.' when at + 1 < _text.Length && _text[at + 1] == '.' => SkipAll(at, '.', FeatureTokenKind.Ellipsis),
            '…' => Add(0, FeatureTokenKind.Ellipsis, at + 1),
            '.' or ';' or '\n' or '。' or '।' or '۔' => Add(0, FeatureTokenKind.Stop, at + 1),
            ',' or '，' or '、' or '،' => Add(0, FeatureTokenKind.Comma, at + 1),
            '"' or '“' or '”' => Add(0, FeatureTokenKind.Quote, at + 1),
            _ => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherSymbol
                ? Add(FeatureHash.Mix(c), FeatureTokenKind.Symbol, at + 1)
                : at + 1,
        };
    }

    private int Add(ulong hash, FeatureTokenKind kind, int next)
    {
        _tokens[_count++] = new FeatureToken(
            hash == 0 ? FeatureHash.Mix((ulong)kind + 1) : hash,
            (ushort)_used,
            0,
            kind,
            false,
            false,
            false
        );
        return next;
    }

    private readonly bool IsLink(int at)
    {
        var rest = _text[at..];
        return rest[0] switch
        {
            'h' or 'H' => rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase),
            'w' or 'W' => rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private int Skip(int at, FeatureTokenKind kind)
    {
        var end = _text[at..].IndexOfAny(Blank);
        return Add(0, kind, end < 0 ? _text.Length : at + end);
    }

    private int SkipName(int at)
    {
        while (at < _text.Length && (char.IsLetterOrDigit(_text[at]) || _text[at] == '_')) at++;
        return Add(0, FeatureTokenKind.Mention, at);
    }

    private int SkipAll(int at, char mark, FeatureTokenKind kind)
    {
        while (at < _text.Length && _text[at] == mark) at++;
        return Add(0, kind, at);
    }

    private int ReadMarks(int at)
    {
        var (bangs, questions) = (0, 0);
        for (; at < _text.Length && _text[at] is '!' or '?' or '！' or '？' or '؟'; at++)
        {
            (bangs, questions) = _text[at] is '!' or '！' ? (bangs + 1, questions) : (bangs, questions + 1);
        }
        if (bangs > 0 && questions > 0) return Add(0, FeatureTokenKind.BangQuestion, at);
        // Two or more are more than one, whatever their number.
        var kind = bangs > 0 ? FeatureTokenKind.Bang : FeatureTokenKind.Question;
        return Add(FeatureHash.Mix(((ulong)kind << 8) + (bangs + questions > 1 ? 2u : 1u)), kind, at);
    }

    private int ReadRune(int at)
    {
        if (Rune.DecodeFromUtf16(_text[at..], out var rune, out var length) != OperationStatus.Done) return at + 1;
        var category = Rune.GetUnicodeCategory(rune);
        return category == UnicodeCategory.OtherSymbol
            ? Add(FeatureHash.Mix((ulong)rune.Value), FeatureTokenKind.Symbol, at + length)
            : at + length;
    }

    private int ReadCharacter(int at)
    {
        if (_used == _folded.Length) return at + 1;
        var letter = Folding.Fold(_text[at]);
        _folded[_used] = letter;
        _tokens[_count++] = new FeatureToken(FeatureHash.Of([letter]), (ushort)_used++, 1, FeatureTokenKind.Word, false, false, false);
        return at + 1;
    }

    private int ReadWord(int at, bool tagged)
    {
        var (start, begin, hash, capitals, digits) = (_used, at, FeatureHash.Empty, 0, 0);
        var stretched = false;
        for (; at < _text.Length && _used < _folded.Length; at++)
        {
            var c = _text[at];
            if (Folding.IsApostrophe(c) && at + 1 < _text.Length && char.IsLetter(_text[at + 1])) continue;
            if (c is '.' or ':' && digits == at - begin && at + 1 < _text.Length && char.IsAsciiDigit(_text[at + 1]))
            {
                digits++; // 3.50 and 10:15
                continue;
            }

            if (c > '\u00A0' && Folding.IsInvisible(c)) continue;
            if (!char.IsLetterOrDigit(c) && !Folding.IsVowelSign(c)) break;
            if (c > '\u0E00' && Folding.StandsAlone(c)) break;
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

        if (at == begin) return at + 1;
        AddWord(start, FeatureHash.Mix(hash), at - begin, capitals, digits, stretched, tagged);
        return at;
    }

    private void AddWord(int start, ulong hash, int length, int capitals, int digits, bool stretched, bool tagged)
    {
        // "4th" and "gr8" are words; an order's number is a number.
        var isNumber = digits == length || (digits > 0 && length > 4);
        _tokens[_count++] = isNumber
            ? new FeatureToken(
                FeatureHash.Mix((ulong)FeatureTokenKind.Number + 1),
                (ushort)start,
                0,
                FeatureTokenKind.Number,
                false,
                false,
                tagged
            )
            : new FeatureToken(
                hash,
                (ushort)start,
                (ushort)(_used - start),
                FeatureTokenKind.Word,
                capitals == length && length > 2,
                stretched,
                tagged
            );
    }
}
