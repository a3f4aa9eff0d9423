using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CsrAgent.Languages.Features;

namespace CsrAgent.Languages;

/// <summary>A hash table of rows with one number per language: open addressing, at most half full. Zero is not a valid key.</summary>
internal sealed class ProfileTable(int languages)
{
    private ulong[] _keys = new ulong[1024];
    private int[] _places = new int[1024];
    private float[] _rows = [];

    /// <summary>The row length: the number of languages, rounded up to whole vectors.</summary>
    public int Width { get; } = (languages + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;

    public int Count { get; private set; }

    public static ulong KeyOf(ReadOnlySpan<char> word) => word.IsEmpty ? 0 : FeatureHash.Of(word);

    /// <summary>The row of a key, created if there is none. Valid until the next one is created.</summary>
    public Span<float> Row(ulong key)
    {
        if (Find(key) is >= 0 and var place) return RowAt(place);
        if ((Count + 1) * 2 > _keys.Length) Grow();
        if ((Count + 1) * Width > _rows.Length) Array.Resize(ref _rows, Math.Max(256, _rows.Length * 2) + Width);
        Put(key, Count);
        return RowAt(Count++);
    }

    /// <summary>False if the key has no row.</summary>
    public bool AddTo(Span<float> sums, ulong key)
    {
        if (Find(key) is not (>= 0 and var place)) return false;
        var row = MemoryMarshal.Cast<float, Vector256<float>>(RowAt(place));
        var into = MemoryMarshal.Cast<float, Vector256<float>>(sums);
        for (var i = 0; i < row.Length; i++) into[i] += row[i];
        return true;
    }

    public void Each(Action<Span<float>> change)
    {
        for (var place = 0; place < Count; place++) change(RowAt(place));
    }

    private Span<float> RowAt(int place) => _rows.AsSpan(place * Width, Width);

    private int Find(ulong key)
    {
        for (var at = SlotOf(key); _keys[at] != 0; at = (at + 1) & (_keys.Length - 1))
        {
            if (_keys[at] == key) return _places[at];
        }
        return -1;
    }

    private void Put(ulong key, int place)
    {
        var at = SlotOf(key);
        while (_keys[at] != 0) at = (at + 1) & (_keys.Length - 1);
        (_keys[at], _places[at]) = (key, place);
    }

    private void Grow()
    {
        var (keys, places) = (_keys, _places);
        (_keys, _places) = (new ulong[keys.Length * 2], new int[keys.Length * 2]);
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0) Put(keys[i], places[i]);
        }
    }

    private int SlotOf(ulong key) => (int)(FeatureHash.Mix(key) & (ulong)(_keys.Length - 1));
}
