namespace CsrAgent.Answering.ActionClaims;

/// <summary>A sentence as words. What stands in quotation marks is somebody else's words and left out.</summary>
internal static class Clause
{
    private const string Breaks = ",;:()[]–—\n";
    private const string OpeningQuotes = "\"“„«「";
    private const int MaxWordLength = 64;

    public static List<ClauseWord> Read(ReadOnlySpan<char> sentence)
    {
        var words = new List<ClauseWord>(sentence.Length / 5 + 1);
        var opens = true;
        for (var i = 0; i < sentence.Length; i++)
        {
            if (IsWordPart(sentence[i]))
            {
                var end = EndOfWord(sentence, i);
                words.Add(new(Fold(sentence[i..end]), i, opens));
                (i, opens) = (end - 1, false);
            }
            else if (OpeningQuotes.Contains(sentence[i]) && ClosingQuote(sentence, i) is var close and > 0)
            {
                words.Add(new("\"", i, opens));
                (i, opens) = (close, false);
            }
            else
            {
                opens |= Breaks.Contains(sentence[i]);
            }
        }

        return words;
    }

    public static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c);

    private static int ClosingQuote(ReadOnlySpan<char> text, int open)
    {
        var closers = text[open] switch
        {
            '“' => "”\"",
            '„' => "“”\"",
            '«' => "»",
            '「' => "」",
            _ => "\"",
        };
        var length = text[(open + 1)..].IndexOfAny(closers);
        return length < 0 ? -1 : open + 1 + length;
    }

    private static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (
            at < text.Length && (IsWordPart(text[at]) || text[at] is '\'' or '’' or '-' && at + 1 < text.Length && IsWordPart(text[at + 1]))
        )
        {
            at++;
        }
        return at;
    }

    private static string Fold(ReadOnlySpan<char> word)
    {
        if (word.Length > MaxWordLength) return word.ToString();
        Span<char> folded = stackalloc char[word.Length];
        word.ToLowerInvariant(folded);
        folded.Replace('’', '\'');
        return new(folded.TrimEnd('\''));
    }
}
