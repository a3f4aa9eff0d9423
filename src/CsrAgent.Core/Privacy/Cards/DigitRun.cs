using System.Runtime.InteropServices;

namespace CsrAgent.Privacy.Cards;

/// <summary>
/// Groups of digits with nothing but a few other characters or words between them, and what stands between them. Reused from run to run.
/// </summary>
internal sealed class DigitRun
{
    private readonly List<byte> _values = [];
    private readonly List<(int Start, int End)> _places = [];
    private readonly List<int> _groups = [];
    private readonly List<int> _groupOf = [];
    private readonly List<DigitGap> _gaps = [];

    // Luhn sums of all digits up to one, once with the even places doubled and once with the odd: any row's sum is a difference.
    private readonly List<int> _evenDoubled = [];
    private readonly List<int> _oddDoubled = [];

    public int Count => _values.Count;

    /// <summary>Indexes of the groups' first digits.</summary>
    public List<int> Groups => _groups;

    /// <summary>Where the run ends in the text.</summary>
    public int End { get; private set; }

    public ReadOnlySpan<byte> Values(int from, int count) => CollectionsMarshal.AsSpan(_values).Slice(from, count);

    public int Number(int from, int count)
    {
        var number = 0;
        foreach (var digit in Values(from, count)) number = (number * 10) + digit;
        return number;
    }

    /// <summary>The value of a group, or of its first nine digits.</summary>
    public int NumberOf(int group) => Number(_groups[group], Math.Min(EndOfGroup(group) - _groups[group], 9));

    public bool PassesLuhn(int from, int count)
    {
        var last = from + count - 1;
        var sums = (last & 1) == 0 ? _oddDoubled : _evenDoubled;
        return (sums[last + 1] - sums[from]) % 10 == 0;
    }

    public int PlaceOf(int digit) => _places[digit].Start;

    public int GroupOf(int digit) => _groupOf[digit];

    /// <summary>The index behind the last digit of a group.</summary>
    public int EndOfGroup(int group) => group + 1 < _groups.Count ? _groups[group + 1] : Count;

    /// <summary>True where a group begins or the run ends.</summary>
    public bool IsBoundary(int digit) => digit == Count || _groups[_groupOf[digit]] == digit;

    /// <summary>What stands before a group; nothing before the first.</summary>
    public DigitGap GapBefore(int group) => _gaps[group];

    /// <summary>Where a digit ends, with the marks that are drawn over it.</summary>
    public int EndOf(string text, int digit)
    {
        var end = _places[digit].End;
        while (end < text.Length && Digits.IsInvisible(text[end])) end++;
        return end;
    }

    /// <summary>Reads the run that begins with the digit at a place, or with the word for one where <paramref name="hasWords"/>.</summary>
    public void Read(string text, int start, bool hasWords)
    {
        Clear();
        var gap = new DigitGap(start, GapKind.Blank, 0);
        while (gap.Next >= 0)
        {
            End = char.IsLetter(text[gap.Next]) && ReadDigit(text, gap.Next, out _) < 0 ? ReadWord(text, gap) : ReadGroup(text, gap);
            gap = DigitGap.Read(text, End, hasWords);
        }
    }

    private void Clear()
    {
        _values.Clear();
        _places.Clear();
        _groups.Clear();
        _groupOf.Clear();
        _gaps.Clear();
        _evenDoubled.Clear();
        _oddDoubled.Clear();
        _evenDoubled.Add(0);
        _oddDoubled.Add(0);
    }

    private int ReadWord(string text, DigitGap gap)
    {
        var value = DigitWords.Value(text, gap.Next, out var times, out var end);
        for (var i = 0; i < times; i++)
        {
            Begin(i == 0 ? gap : default);
            Add(value, gap.Next, end);
        }
        return end;
    }

    private int ReadGroup(string text, DigitGap gap)
    {
        Begin(gap);
        var (at, family, escape) = (gap.Next, 0, EscapeLength(text, gap.Next));
        while (at < text.Length && ReadDigit(text, at, out var length) is >= 0 and var value)
        {
            var own = char.IsAsciiLetter(text[at]) ? '0' : Digits.FamilyOf(text, at, value);
            if (at > gap.Next && (own != family || at - gap.Next == escape)) Begin(default);
            family = own;
            Add(value, at, at + length);
            at += length;
        }

        return at;
    }

    private static int ReadDigit(string text, int at, out int length)
    {
        var value = Digits.Read(text, at, out length);
        return value >= 0 || !Digits.IsLetterForDigit(text, at) ? value
            : text[at] is 'O' or 'o' ? 0
            : 1;
    }

    // The two digits of "%20" and the four of "\u0020" belong to no number; where they do, nothing is lost by a boundary.
    private static int EscapeLength(string text, int start) =>
        start > 0 && text[start - 1] == '%' ? 2
        : start > 1 && text[start - 1] == 'u' && text[start - 2] == '\\' ? 4
        : 0;

    private void Begin(DigitGap gap)
    {
        _groups.Add(Count);
        _gaps.Add(gap);
    }

    private void Add(int value, int start, int end)
    {
        var doubled = value > 4 ? (2 * value) - 9 : 2 * value;
        var isEven = (Count & 1) == 0;
        _evenDoubled.Add(_evenDoubled[^1] + (isEven ? doubled : value));
        _oddDoubled.Add(_oddDoubled[^1] + (isEven ? value : doubled));
        _values.Add((byte)value);
        _places.Add((start, end));
        _groupOf.Add(_groups.Count - 1);
    }
}
