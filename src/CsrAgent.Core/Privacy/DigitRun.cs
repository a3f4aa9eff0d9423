namespace CsrAgent.Privacy;

/// <summary>A run of digits with only separators between them, and where its groups begin. Reused for the next run.</summary>
internal sealed class DigitRun
{
    private const int MaxSeparators = 16;
    private readonly List<byte> _values = [];
    private readonly List<int> _places = [];
    private readonly List<int> _groups = [];

    // Prefix Luhn sums, once with the even places doubled and once with the odd: the sum of any part is a difference of two.
    private readonly List<int> _evenDoubled = [];
    private readonly List<int> _oddDoubled = [];

    public int Count => _values.Count;

    /// <summary>The index of each group's first digit.</summary>
    public List<int> Groups => _groups;

    /// <summary>The end of the run in the text.</summary>
    public int End { get; private set; }

    public ReadOnlySpan<byte> Values(int from, int count) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values).Slice(from, count);

    public bool PassesLuhn(int from, int count)
    {
        var last = from + count - 1;
        var sums = (last & 1) == 0 ? _oddDoubled : _evenDoubled;
        return (sums[last + 1] - sums[from]) % 10 == 0;
    }

    public int PlaceOf(int digit) => _places[digit];

    /// <summary>The end of a digit, including its combining marks.</summary>
    public int EndOf(string text, int digit)
    {
        Digits.Read(text, _places[digit], out var length);
        var end = _places[digit] + length;
        while (end < text.Length && Digits.IsInvisible(text[end])) end++;
        return end;
    }

    /// <summary>Reads the run that begins with the digit at a position.</summary>
    public void Read(string text, int start)
    {
        _values.Clear();
        _places.Clear();
        _groups.Clear();
        _evenDoubled.Clear();
        _oddDoubled.Clear();
        _evenDoubled.Add(0);
        _oddDoubled.Add(0);
        var at = start;
        while (at >= 0)
        {
            _groups.Add(Count);
            at = ReadGroup(text, at);
            End = at;
            at = SkipSeparators(text, at);
        }
    }

    private int ReadGroup(string text, int at)
    {
        while (at < text.Length && Digits.Read(text, at, out var length) is >= 0 and var value)
        {
            var doubled = value > 4 ? (2 * value) - 9 : 2 * value;
            var isEven = (Count & 1) == 0;
            _evenDoubled.Add(_evenDoubled[^1] + (isEven ? doubled : value));
            _oddDoubled.Add(_oddDoubled[^1] + (isEven ? value : doubled));
            _values.Add((byte)value);
            _places.Add(at);
            at += length;
        }

        return at;
    }

    /// <summary>The position of the next digit, or -1 when something else comes first.</summary>
    private static int SkipSeparators(string text, int at)
    {
        var start = at;
        for (var seen = 0; at < text.Length && seen <= MaxSeparators; at++)
        {
            if (Digits.Read(text, at, out _) >= 0) return at;
            if (Digits.IsInvisible(text[at])) continue;
            // "4111,1111" is one number; "4523, 1234" are two.
            if (!Digits.IsSeparator(text[at]) && !(text[at] == ',' && at == start)) return -1;
            if (text[at] == ',' && (at + 1 == text.Length || Digits.Read(text, at + 1, out _) < 0)) return -1;
            seen++;
        }

        return -1;
    }
}
