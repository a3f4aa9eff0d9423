using CsrAgent.Languages;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>A sentence as words. Quotations are somebody else's words, and left out.</summary>
internal static class Clause
{
    private const string Breaks = ",;:()[]–—\n，；：（）、،؛";
    private const string OpeningQuotes = "\"“„«「";

    public static List<ClauseWord> Read(ReadOnlySpan<char> sentence)
    {
        var words = new List<ClauseWord>(sentence.Length / 5 + 1);
        var opens = true;
        var tokenizer = new Tokenizer(sentence, TokenRules.Phrases);
        while (tokenizer.Next(out var token))
        {
            if (token.Kind == TokenKind.Word)
            {
                words.Add(new(TokenText.Lower(sentence.Slice(token.Start, token.Length)), token.Start, opens));
                opens = false;
            }
            else if (OpeningQuotes.Contains(sentence[token.Start]) && ClosingQuote(sentence, token.Start) is var close and > 0)
            {
                words.Add(new("\"", token.Start, opens));
                (tokenizer.Position, opens) = (close + 1, false);
            }
            else
            {
                opens |= Breaks.Contains(sentence[token.Start]);
            }
        }

        return words;
    }

    /// <summary>True for characters after which a streamed text must not be cut.</summary>
    public static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || Folding.IsVowelSign(c);

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
}
