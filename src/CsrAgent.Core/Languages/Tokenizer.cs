using System.Buffers;
using System.Globalization;
using System.Text;

namespace CsrAgent.Languages;

/// <summary>
/// Splits a text into tokens from left to right: where a word begins and ends is decided here. Readers fold, stem, hash and
/// filter the tokens. Allocates nothing.
/// </summary>
internal ref struct Tokenizer(ReadOnlySpan<char> text, TokenRules rules)
{
    private static readonly SearchValues<char> Blank = SearchValues.Create(" \t\r\n\u00A0");

    private readonly ReadOnlySpan<char> _text = text;
    private readonly TokenRules _rules = rules;

    /// <summary>Where the search for the next token starts; a reader may advance it.</summary>
    public int Position { get; set; }

    public bool Next(out Token token)
    {
        while (Position < _text.Length && _text[Position] == ' ') Position++;
        if (Position >= _text.Length)
        {
            token = default;
            return false;
        }
        token = ReadAt(Position);
        Position = token.End;
        return true;
    }

    private readonly Token ReadAt(int at)
    {
        var c = _text[at];
        if (_rules.SplitsScripts && Folding.StandsAlone(c)) return new(TokenKind.Word, at, 1);
        if (char.IsAsciiLetterLower(c) || char.IsLetterOrDigit(c)) return _rules.ReadsTags && IsLink(at) ? ReadLink(at) : ReadWord(at);
        if (_rules.ReadsTags && c is '@' or '#' && IsNamePart(at + 1)) return c == '@' ? ReadMention(at) : ReadTag(at);
        if (_rules.Emoticons != EmoticonRule.None && Emoticon.Read(_text[at..], _rules.Emoticons) is { Length: > 0 } emoticon)
        {
            return new(TokenKind.Symbol, at, emoticon.Length);
        }
        if (_rules.JoinsMarks && IsMark(at)) return ReadMarks(at);
        if (char.IsHighSurrogate(c)) return ReadRune(at);
        return c switch
        {
            _ when SentenceMarks.IsQuestion(c) || SentenceMarks.IsBang(c) => ReadBangs(at),
            '.' when !_rules.JoinsMarks && at + 1 < _text.Length && _text[at + 1] == '.' => ReadDots(at),
            '…' => new(TokenKind.Ellipsis, at, 1),
            _ when SentenceMarks.IsStop(c) => new(_rules.JoinsMarks ? TokenKind.Other : TokenKind.Stop, at, 1),
            ',' or '，' or '、' or '،' => new(TokenKind.Comma, at, 1),
            '"' or '“' or '”' => new(TokenKind.Quote, at, 1),
            _ => new(CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherSymbol ? TokenKind.Symbol : TokenKind.Other, at, 1),
        };
    }

    private readonly bool IsNamePart(int at) => at < _text.Length && (char.IsLetterOrDigit(_text[at]) || _text[at] == '_');

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

    private readonly Token ReadLink(int at)
    {
        var length = _text[at..].IndexOfAny(Blank);
        return new(TokenKind.Link, at, length < 0 ? _text.Length - at : length);
    }

    private readonly Token ReadMention(int start)
    {
        var at = start + 1;
        while (IsNamePart(at)) at++;
        return new(TokenKind.Mention, start, at - start);
    }

    // The word begins after the sign. If there is no word ("#_"), the character is dropped, as in the models' training.
    private readonly Token ReadTag(int at) => ReadWord(at + 1) is { Length: > 0 } word ? word : new(TokenKind.Other, at, 2);

    private readonly Token ReadWord(int start)
    {
        var (at, digits) = (start, 0);
        for (; at < _text.Length; at++)
        {
            var c = _text[at];
            if (char.IsAsciiLetter(c) || JoinsApostrophe(at)) continue;
            if (JoinsDecimal(at, digits == at - start)) digits++;
            else if (!IsWordPart(c) && !JoinsHyphen(at)) break;
            else if (char.IsAsciiDigit(c)) digits++;
        }
        return new(TokenKind.Word, start, at - start);
    }

    private readonly bool IsWordPart(char c)
    {
        if (_rules.SplitsScripts)
        {
            return (char.IsLetterOrDigit(c) || Folding.IsInvisible(c) || Folding.IsVowelSign(c)) && !Folding.StandsAlone(c);
        }
        return char.IsLetterOrDigit(c)
            || Folding.IsInvisible(c)
            || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    private readonly bool JoinsHyphen(int at) =>
        _rules.JoinsHyphens && _text[at] == '-' && at + 1 < _text.Length && char.IsLetterOrDigit(_text[at + 1]);

    private readonly bool JoinsDecimal(int at, bool followsDigits) =>
        _rules.JoinsDecimals
        && followsDigits
        && _text[at] is '.' or ':'
        && at + 1 < _text.Length
        && char.IsAsciiDigit(_text[at + 1]);

    private readonly bool JoinsApostrophe(int at)
    {
        if (_rules.Apostrophes == ApostropheRule.Break || !Folding.IsApostrophe(_text[at])) return false;
        var rest = _text[(at + 1)..];
        if (_rules.Apostrophes == ApostropheRule.JoinLetters) return rest.Length > 0 && char.IsLetter(rest[0]);
        var length = 0;
        while (length < rest.Length && length < 3 && char.IsLetter(rest[length])) length++;
        return length switch
        {
            1 => "tsmdTSMD".Contains(rest[0]),
            2 => rest.StartsWith("re", StringComparison.OrdinalIgnoreCase)
                || rest.StartsWith("ve", StringComparison.OrdinalIgnoreCase)
                || rest.StartsWith("ll", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private readonly bool IsMark(int at)
    {
        var c = _text[at];
        if (c is '.' or ';') return at + 1 == _text.Length || !char.IsLetterOrDigit(_text[at + 1]);
        return SentenceMarks.Ends(c);
    }

    // A run of marks ends one sentence; a question mark in it makes it a question.
    private readonly Token ReadMarks(int start)
    {
        var (kind, at) = (TokenKind.Stop, start);
        for (; at < _text.Length && (IsMark(at) || char.IsWhiteSpace(_text[at])); at++)
        {
            if (SentenceMarks.IsQuestion(_text[at])) kind = TokenKind.Question;
            else if (SentenceMarks.IsBang(_text[at]) && kind == TokenKind.Stop) kind = TokenKind.Bang;
        }
        return new(kind, start, at - start);
    }

    private readonly Token ReadBangs(int start)
    {
        var (bangs, questions, at) = (false, false, start);
        for (; at < _text.Length; at++)
        {
            if (SentenceMarks.IsBang(_text[at])) bangs = true;
            else if (SentenceMarks.IsQuestion(_text[at])) questions = true;
            else break;
        }
        var kind = (bangs, questions) switch
        {
            (true, true) => TokenKind.BangQuestion,
            (true, false) => TokenKind.Bang,
            _ => TokenKind.Question,
        };
        return new(kind, start, at - start);
    }

    private readonly Token ReadDots(int start)
    {
        var length = _text[start..].IndexOfAnyExcept('.');
        return new(TokenKind.Ellipsis, start, length < 0 ? _text.Length - start : length);
    }

    // Letters beyond the first 65,536 characters are ideographs, each a word.
    private readonly Token ReadRune(int at)
    {
        if (Rune.DecodeFromUtf16(_text[at..], out var rune, out var length) != OperationStatus.Done) return new(TokenKind.Other, at, 1);
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.OtherSymbol => new(TokenKind.Symbol, at, length),
            UnicodeCategory.OtherLetter => new(TokenKind.Word, at, length),
            _ => new(TokenKind.Other, at, length),
        };
    }
}
