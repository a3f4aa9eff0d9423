using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>
/// Numbers in words of one of the languages of answers: "forty-two", "zweiundvierzig", 四十二. Up to a hundred all of them, above it the
/// round ones of prices and times.
/// </summary>
internal sealed partial class WordedNumbers
{
    private const string Fallback = "en";

    /// <summary>The words of the longest one: "quatre-vingt-dix-neuf", "واحد و عشرون".</summary>
    private const int MaxWords = 5;

    private const string Characters = "〇一二三四五六七八九";

    private static readonly FrozenDictionary<string, WordedNumbers> All = Read();

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _values;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _begins;
    private readonly bool _isInCharacters;

    private WordedNumbers(Dictionary<string, int> values, bool isInCharacters = false)
    {
        var begins = values.Keys.Select(phrase => phrase.Split(' ')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _values = values.GetAlternateLookup<ReadOnlySpan<char>>();
        _begins = begins.GetAlternateLookup<ReadOnlySpan<char>>();
        _isInCharacters = isInCharacters;
    }

    /// <param name="language">ISO 639-1; English for a language that answers are not written in.</param>
    public static WordedNumbers Of(string language) => All.TryGetValue(language, out var words) ? words : All[Fallback];

    public static bool Knows(string language) => All.ContainsKey(language);

    /// <summary>Each number with its place, the longest reading first.</summary>
    public List<(int Index, int Length, int Value)> In(string text)
    {
        var found = new List<(int, int, int)>();
        if (_isInCharacters)
        {
            foreach (var match in CharacterNumber().EnumerateMatches(text))
            {
                found.Add((match.Index, match.Length, ValueOf(text.AsSpan(match.Index, match.Length))));
            }
            return found;
        }
        var next = 0;
        foreach (var word in Word().EnumerateMatches(text))
        {
            if (word.Index < next || !_begins.Contains(text.AsSpan(word.Index, word.Length))) continue;
            var (length, value) = Longest(text, word.Index);
            if (length == 0) continue;
            found.Add((word.Index, length, value));
            next = word.Index + length;
        }

        return found;
    }

    private (int Length, int Value) Longest(string text, int start)
    {
        Span<char> phrase = stackalloc char[64];
        var (length, best) = (0, (0, 0));
        var words = 0;
        foreach (var word in Word().EnumerateMatches(text, start))
        {
            var gap = words == 0 ? 0 : word.Index - (start + length);
            if (gap > 1 || words == MaxWords || length + gap + word.Length > phrase.Length) break;
            if (gap == 1 && text[word.Index - 1] is not (' ' or '-' or '\u00A0' or '\u2011')) break;
            if (gap == 1) phrase[length] = ' ';
            text.AsSpan(word.Index, word.Length).CopyTo(phrase[(length + gap)..]);
            phrase[(length + gap)..(length + gap + word.Length)].Replace('’', '\'');
            length += gap + word.Length;
            words++;
            if (_values.TryGetValue(phrase[..length], out var value)) best = (length, value);
        }

        return best;
    }

    // 二十一 is two tens and one, 三百 three hundreds; 十 alone is ten.
    private static int ValueOf(ReadOnlySpan<char> characters)
    {
        var (sum, digit) = (0, 0);
        foreach (var c in characters)
        {
            var unit = c switch
            {
                '十' => 10,
                '百' => 100,
                '千' => 1000,
                '万' => 10_000,
                _ => 0,
            };
            if (unit == 0)
            {
                digit = digit * 10 + (c is '两' or '兩' ? 2 : Characters.IndexOf(c, StringComparison.Ordinal));
                continue;
            }
            sum = unit == 10_000 ? (sum + digit) * unit : sum + Math.Max(digit, 1) * unit;
            digit = 0;
        }

        return sum + digit;
    }

    private static FrozenDictionary<string, WordedNumbers> Read()
    {
        var languages = new Dictionary<string, Dictionary<string, int>>();
        var lines = Resource.Read("Answering.Checks.Numbers.worded-numbers.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
        {
            if (line.StartsWith('#')) continue;
            var parts = line.Split(' ', 3);
            if (!languages.TryGetValue(parts[0], out var values)) languages[parts[0]] = values = new(StringComparer.OrdinalIgnoreCase);
            foreach (var phrase in parts[2].Split('|'))
            {
                values[phrase.Replace('-', ' ')] = int.Parse(parts[1], CultureInfo.InvariantCulture);
            }
        }
        var inCharacters = new WordedNumbers([], isInCharacters: true);
        return languages
            .Select(language => KeyValuePair.Create(language.Key, new WordedNumbers(language.Value)))
            .Concat([KeyValuePair.Create("zh", inCharacters), KeyValuePair.Create("ja", inCharacters)])
            .ToFrozenDictionary();
    }

    [GeneratedRegex(@"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?")]
    private static partial Regex Word();

    // Four digits are the most that one is written with, and a year's.
    [GeneratedRegex("[〇一二三四五六七八九十百千万两兩]{1,9}")]
    private static partial Regex CharacterNumber();
}
