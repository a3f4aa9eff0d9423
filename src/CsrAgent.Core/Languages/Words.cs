using CsrAgent.Languages.Patterns;

namespace CsrAgent.Languages;

/// <summary>
/// A text as the words that <see cref="TextPatterns"/> match: lower case, without accents and apostrophes. In scripts without spaces, each
/// character is a word. Sentence ends, emoji and emoticons are words of their own; all other punctuation is dropped.
/// </summary>
internal sealed class Words
{
    // In most languages no more words have to be made room for.
    private const int CharactersPerWord = 4;

    private readonly char[] _folded;
    private readonly List<Word> _words;
    private int _used;

    private Words(string text)
    {
        Text = text;
        _words = new List<Word>((text.Length / CharactersPerWord) + 1);
        _folded = new char[text.Length + text.AsSpan().Count('ß') + text.AsSpan().Count('ẞ')];
        var tokenizer = new Tokenizer(text, TokenRules.Patterns);
        while (tokenizer.Next(out var token)) Add(token);
    }

    public string Text { get; }

    public int Count => _words.Count;

    public ReadOnlySpan<char> this[int index] => _folded.AsSpan(_words[index].FoldedStart, _words[index].FoldedLength);

    public static Words Of(string text) => new(text);

    /// <summary>A word, a symbol, or a sentence end.</summary>
    public TokenKind KindOf(int index) => _words[index].Kind;

    public bool EndsSentence(int index) => index < 0 || index >= Count || _words[index].Kind.EndsSentence();

    /// <summary>Where the word begins in the text.</summary>
    public int StartOf(int index) => _words[index].Start;

    /// <summary>Where the word ends in the text.</summary>
    public int EndOf(int index) => _words[index].Start + _words[index].Length;

    /// <summary>The word that begins at or covers a position in the text, or -1.</summary>
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

    /// <summary>The mark that ends the word's sentence, or the number of words if there is none.</summary>
    public int SentenceEnd(int index)
    {
        while (!EndsSentence(index)) index++;
        return index;
    }

    /// <summary>True when the word's sentence ends with a question mark.</summary>
    public bool IsQuestion(int index) => SentenceEnd(index) is var end && end < Count && _words[end].Kind == TokenKind.Question;

    private void Add(Token token)
    {
        var from = _used;
        switch (token.Kind)
        {
            // Vowels and signs of scripts without spaces are between words.
            case TokenKind.Word when char.IsLetterOrDigit(Text[token.Start]) || char.IsHighSurrogate(Text[token.Start]):
                Fold(Text.AsSpan(token.Start, token.Length));
                break;
            case TokenKind.Symbol:
                Text.CopyTo(token.Start, _folded, _used, token.Length);
                _used += token.Length;
                break;
            case TokenKind.Bang or TokenKind.Question or TokenKind.Stop:
                _folded[_used++] = token.Kind switch
                {
                    TokenKind.Bang => '!',
                    TokenKind.Question => '?',
                    _ => '.',
                };
                break;
            default:
                return;
        }

        _words.Add(new Word(token.Start, token.Length, from, _used - from, token.Kind));
    }

    private void Fold(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (c is 'ß' or 'ẞ') (_folded[_used], _folded[_used + 1], _used) = ('s', 's', _used + 2);
            else if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || Folding.IsVowelSign(c)) _folded[_used++] = Folding.Fold(c);
        }
    }

    private readonly record struct Word(int Start, int Length, int FoldedStart, int FoldedLength, TokenKind Kind);
}
