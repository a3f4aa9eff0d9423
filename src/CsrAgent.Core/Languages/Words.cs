using System.Globalization;
using System.Text;

namespace CsrAgent.Languages;

/// <summary>
/// A text as the words that phrases are matched against: lower case, accents folded, apostrophes settled. Scripts without spaces give one
/// word per character. Sentence ends, emoji and emoticons are words of their own; all other punctuation is dropped.
/// </summary>
internal sealed class Words
{
    private readonly char[] _folded;
    private readonly List<Word> _words = [];
    private int _used;

    private Words(string text)
    {
        Text = text;
        _folded = new char[text.Length + text.AsSpan().Count('ß') + text.AsSpan().Count('ẞ')];
        for (var at = 0; at < text.Length;) at = Read(at);
    }

    public string Text { get; }

    public int Count => _words.Count;

    public ReadOnlySpan<char> this[int index] => _folded.AsSpan(_words[index].FoldedStart, _words[index].FoldedLength);

    public static Words Of(string text) => new(text);

    public WordKind KindOf(int index) => _words[index].Kind;

    public bool EndsSentence(int index) => index < 0 || index >= Count || _words[index].Kind == WordKind.Mark;

    /// <summary>Where the word begins in the text.</summary>
    public int StartOf(int index) => _words[index].Start;

    /// <summary>Where the word ends in the text.</summary>
    public int EndOf(int index) => _words[index].Start + _words[index].Length;

    /// <summary>The word that begins at or covers a place of the text, or -1.</summary>
    public int IndexAt(int place)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (place < StartOf(middle)) high = middle - 1;
            else if (place >= EndOf(middle)) low = middle + 1;
            else return middle;
        }

        return -1;
    }

    /// <summary>The mark that ends the word's sentence, or the number of words where none does.</summary>
    public int SentenceEnd(int index)
    {
        while (!EndsSentence(index)) index++;
        return index;
    }

    /// <summary>True when the sentence that the word stands in ends with a question mark.</summary>
    public bool IsQuestion(int index) => SentenceEnd(index) is var end && end < Count && this[end][0] == '?';

    private int Read(int at)
    {
        var c = Text[at];
        if (char.IsAsciiLetterLower(c) || char.IsLetterOrDigit(c))
        {
            return Folding.StandsAlone(c) ? Single(at, 1, WordKind.Word) : ReadWord(at);
        }
        if (Emoticon(at) is > 0 and var length) return Single(at, length, WordKind.Symbol);
        if (IsMark(at)) return ReadMarks(at);
        if (char.IsHighSurrogate(c) && Rune.TryGetRuneAt(Text, at, out var rune)) return ReadRune(at, rune);
        return CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherSymbol ? Single(at, 1, WordKind.Symbol) : at + 1;
    }

    private int ReadRune(int at, Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.OtherSymbol => Single(at, 2, WordKind.Symbol),
            UnicodeCategory.OtherLetter => Single(at, 2, WordKind.Word),
            _ => at + 2,
        };

    private int ReadWord(int start)
    {
        var from = _used;
        var at = start;
        for (; at < Text.Length; at++)
        {
            var c = Text[at];
            if (c is 'ß' or 'ẞ') (_folded[_used], _folded[_used + 1], _used) = ('s', 's', _used + 2);
            else if ((char.IsLetterOrDigit(c) && !Folding.StandsAlone(c)) || Folding.IsVowelSign(c)) _folded[_used++] = Folding.Fold(c);
            else if (!Folding.IsInvisible(c) && !IsContraction(at)) break;
        }

        _words.Add(new Word(start, at - start, from, _used - from, WordKind.Word));
        return at;
    }

    // "don't" is one word; "l'agent" and "j'attends" are two.
    private bool IsContraction(int at)
    {
        if (!Folding.IsApostrophe(Text[at])) return false;
        var end = at + 1;
        while (end < Text.Length && end < at + 4 && char.IsLetter(Text[end])) end++;
        return (end - at - 1) switch
        {
            1 => "tsmdTSMD".Contains(Text[at + 1], StringComparison.Ordinal),
            2 => Text.AsSpan(at + 1, 2) is var tail
                && (
                    tail.Equals("re", StringComparison.OrdinalIgnoreCase)
                    || tail.Equals("ve", StringComparison.OrdinalIgnoreCase)
                    || tail.Equals("ll", StringComparison.OrdinalIgnoreCase)
                ),
            _ => false,
        };
    }

    private int Emoticon(int at)
    {
        if (Text[at] is not (':' or ';' or '=')) return Text[at] == '<' && at + 1 < Text.Length && Text[at + 1] == '3' ? 2 : 0;
        var mouth = at + 1 < Text.Length && Text[at + 1] == '-' ? at + 2 : at + 1;
        return mouth < Text.Length && Text[mouth] is '(' or ')' ? mouth - at + 1 : 0;
    }

    private bool IsMark(int at) =>
        Text[at] switch
        {
            '!' or '?' or '\n' or '。' or '！' or '？' or '…' or '؟' or '।' => true,
            '.' or ';' => at + 1 == Text.Length || !char.IsLetterOrDigit(Text[at + 1]),
            _ => false,
        };

    // A row of marks ends one sentence; a question mark in it makes it a question.
    private int ReadMarks(int start)
    {
        var kind = '.';
        var at = start;
        for (; at < Text.Length && (IsMark(at) || char.IsWhiteSpace(Text[at])); at++)
        {
            if (Text[at] is '?' or '？' or '؟') kind = '?';
            else if (Text[at] is '!' or '！' && kind == '.') kind = '!';
        }

        _folded[_used] = kind;
        _words.Add(new Word(start, at - start, _used++, 1, WordKind.Mark));
        return at;
    }

    private int Single(int at, int length, WordKind kind)
    {
        _words.Add(new Word(at, length, _used, length, kind));
        for (var i = 0; i < length; i++) _folded[_used++] = kind == WordKind.Symbol ? Text[at + i] : Folding.Fold(Text[at + i]);
        return at + length;
    }

    private readonly record struct Word(int Start, int Length, int FoldedStart, int FoldedLength, WordKind Kind);
}
