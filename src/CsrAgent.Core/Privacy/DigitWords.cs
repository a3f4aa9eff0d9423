using System.Buffers;
using System.Collections.Frozen;

namespace CsrAgent.Privacy;

/// <summary>Digits that are written as words, one by one: "four one one one", "double four".</summary>
internal static class DigitWords
{
    private const int MaxLength = 8;

    private static readonly FrozenDictionary<string, int> Values = Read(
        "zero oh nought null zéro cero nul nulla noll sıfır ноль нуль",
        "one eins ein un uno um een uma una jeden ett bir один",
        "two zwei zwo deux dos due dois duas twee dwa två iki два",
        "three drei trois tres tre três drie trzy üç три",
        "four vier quatre cuatro quatro quattro cztery fyra dört четыре чотири",
        "five fünf fuenf cinq cinco cinque vijf pięć piec fem beş пять",
        "six sechs seis sei zes sześć szesc sex altı шесть шість",
        "seven sieben sept siete sette sete zeven siedem sju yedi семь сім",
        "eight acht huit ocho otto oito osiem åtta sekiz восемь вісім",
        "nine neun neuf nueve nove negen dziewięć dziewiec nio dokuz девять"
    );

    private static readonly FrozenDictionary<string, int> Repeats = new Dictionary<string, int>
    {
        ["double"] = 2,
        ["triple"] = 3,
        ["treble"] = 3,
        ["doppel"] = 2,
        ["doble"] = 2,
        ["dubbel"] = 2,
        ["dobre"] = 2,
        ["dupla"] = 2,
        ["doppio"] = 2,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Ordinals = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        (
            "first second third fourth next last final other ersten zweiten dritten letzten nächsten primeros últimos premiers "
            + "derniers"
        ).Split(' ')
    );

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

    /// <summary>True where the word for a digit begins; "the last four" is a number of digits.</summary>
    public static bool IsAt(string text, int at) =>
        StartsWord(text, at) && Value(text, at, out _, out var end) is >= 0 and var value && !(value == 4 && IsCount(text, at, end));

    private static bool IsCount(string text, int at, int end)
    {
        if (at < 2 || text[at - 1] != ' ') return false;
        var start = at - 1;
        while (start > 0 && char.IsLetter(text[start - 1])) start--;
        while (end < text.Length && !char.IsLetterOrDigit(text[end])) end++;
        if (end < text.Length && Lookup(Values, text, end, EndOf(text, end)) >= 0) return false;
        return Ordinals.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(start, at - 1 - start));
    }

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
