using System.Buffers;
using System.Collections.Frozen;

namespace CsrAgent.Privacy;

/// <summary>Digits that are written as words, one by one: "four one one one", "double four".</summary>
internal static class DigitWords
{
    private const int MaxLength = 6;

    private static readonly FrozenDictionary<string, int> Values = Read(
        "zero oh nought null zéro cero nul nulla",
        "one eins ein un uno um een uma una",
        "two zwei zwo deux dos due dois duas twee",
        "three drei trois tres tre três drie",
        "four vier quatre cuatro quatro",
        "five fünf fuenf cinq cinco cinque vijf",
        "six sechs seis sei zes",
        "seven sieben sept siete sette sete zeven",
        "eight acht huit ocho otto oito",
        "nine neun neuf nueve nove negen"
    );

    private static readonly FrozenDictionary<string, int> Repeats = new Dictionary<string, int>
    {
        ["double"] = 2,
        ["triple"] = 3,
        ["treble"] = 3,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // A card has twelve digits, and hardly one of them none of these.
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        [.. Values.Where(entry => entry.Value is >= 3 and <= 6).Select(entry => entry.Key)],
        StringComparison.OrdinalIgnoreCase
    );

    public static bool Any(string text) => text.AsSpan().ContainsAny(Hints);

    /// <summary>The digit that the word at a place means, how often, and where its word ends; -1 where it means none.</summary>
    public static int Value(string text, int at, out int times, out int end)
    {
        times = 1;
        end = EndOf(text, at);
        if (Lookup(Repeats, text, at, end) is > 0 and var repeats && end < text.Length && text[end] == ' ')
        {
            var next = end + 1;
            end = EndOf(text, next);
            times = repeats;
            return Lookup(Values, text, next, end);
        }
        return Lookup(Values, text, at, end);
    }

    /// <summary>True where the word for a digit begins.</summary>
    public static bool IsAt(string text, int at) => StartsWord(text, at) && Value(text, at, out _, out _) >= 0;

    private static bool StartsWord(string text, int at) => char.IsLetter(text[at]) && (at == 0 || !char.IsLetter(text[at - 1]));

    private static int EndOf(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at <= MaxLength && char.IsLetter(text[end])) end++;
        return end;
    }

    private static int Lookup(FrozenDictionary<string, int> words, string text, int at, int end) =>
        end - at is >= 2 and <= MaxLength
        && words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(at, end - at), out var value)
            ? value
            : -1;

    private static FrozenDictionary<string, int> Read(params ReadOnlySpan<string> digits)
    {
        var values = new Dictionary<string, int>();
        for (var value = 0; value < digits.Length; value++)
        {
            foreach (var word in digits[value].Split(' ')) values[word] = value;
        }
        return values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
