using CsrAgent.Languages.Features;

namespace CsrAgent.Languages;

/// <summary>
/// Finds where sentences end: in complete text, in streamed text, and among tokens, always by <see cref="SentenceMarks"/>.
/// </summary>
internal static class Sentences
{
    private const string Closers = "\"'”’»)]*_“」』";

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "no",
        "nr",
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "vs",
        "approx",
        "bzw",
        "ca",
        "usw",
        "inkl",
        "zzgl",
        "evtl",
        "ggf",
        "bijv",
        "sr",
        "sra",
        "núm",
    };

    private static readonly HashSet<string> DatePrepositions = new(StringComparer.OrdinalIgnoreCase)
    {
        "am",
        "vom",
        "zum",
        "bis",
        "ab",
        "seit",
        "dem",
        "den",
        "der",
    };

    public static IEnumerable<string> Split(string text) => Ranges(text).Select(range => text[range].Trim());

    /// <summary>The ranges of the sentences, without blank ones.</summary>
    public static IEnumerable<Range> Ranges(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = EndOfFirst(text.AsSpan(start));
            var next = end < 0 ? text.Length : start + end;
            if (!text.AsSpan(start, next - start).IsWhiteSpace()) yield return start..next;
            start = next;
        }
    }

    /// <summary>The length of the first sentence, or -1 if it may continue.</summary>
    public static int EndOfFirst(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n') return i + 1;
            if (!SentenceMarks.EndsProse(text[i])) continue;
            var wide = SentenceMarks.IsWide(text[i]);
            var end = AfterTerminators(text, i);
            // The next character decides: further closing marks would belong to this sentence.
            if (end < text.Length && (wide || char.IsWhiteSpace(text[end]) && !(text[i] == '.' && IsAbbreviation(text[..i])))) return end;
            i = end - 1;
        }

        return -1;
    }

    /// <summary>The text up to the end of its last complete sentence; empty if there is none.</summary>
    public static string WholeOnly(string text)
    {
        var end = 0;
        while (EndOfFirst(text.AsSpan(end)) is var length and > 0) end += length;
        // The end of the text may also end a sentence, since no more follows.
        var rest = text[end..].TrimEnd();
        var whole = rest.Length > 0 && SentenceMarks.EndsProse(rest.TrimEnd(Closers.ToCharArray()).LastOrDefault());
        return (whole ? text : text[..end]).TrimEnd();
    }

    /// <summary>The tokens of the first sentence, including the mark that ends it.</summary>
    public static ReadOnlySpan<FeatureToken> First(ReadOnlySpan<FeatureToken> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].EndsSentence) return tokens[..(i + 1)];
        }
        return tokens;
    }

    private static int AfterTerminators(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (SentenceMarks.EndsProse(text[at]) || Closers.Contains(text[at]))) at++;
        return at;
    }

    // "e.g.", "z. B.", "am 3. Mai", and the "1." of a list; but not "it costs $40."
    private static bool IsAbbreviation(ReadOnlySpan<char> before)
    {
        var start = StartOfWord(before);
        var word = before[start..];
        if (word.IsEmpty) return false;
        if (word.Length <= 2 && char.IsAsciiDigit(word[0]))
        {
            return before[..start].IsWhiteSpace() || IsDatePreposition(before[..start].TrimEnd());
        }
        return word.Length == 1 && char.IsLetter(word[0]) && word[0] != 'I' || IsIn(Abbreviations, word);
    }

    private static bool IsDatePreposition(ReadOnlySpan<char> before) => IsIn(DatePrepositions, before[StartOfWord(before)..]);

    private static bool IsIn(HashSet<string> words, ReadOnlySpan<char> word) =>
        words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static int StartOfWord(ReadOnlySpan<char> before)
    {
        var start = before.Length;
        while (start > 0 && char.IsLetterOrDigit(before[start - 1])) start--;
        return start;
    }
}
