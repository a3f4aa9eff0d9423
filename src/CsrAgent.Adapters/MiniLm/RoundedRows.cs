using System.Numerics;
using System.Numerics.Tensors;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>Rows of numbers rounded to whole ones, each row with a scale of its own: value = whole number × scale.</summary>
/// <param name="count">How many rows.</param>
internal readonly ref struct RoundedRows(int count, ReadOnlySpan<short> values, ReadOnlySpan<float> scales)
{
    /// <summary>The largest whole number: 1,536 products of it with an int8 weight add up within 32 bits.</summary>
    public const int Max = 8_191;

    public int Count { get; } = count;

    public ReadOnlySpan<short> Values { get; } = values;

    public ReadOnlySpan<float> Scales { get; } = scales;

    public static RoundedRows Of(ReadOnlySpan<float> rows, int width, Workspace space)
    {
        var count = rows.Length / width;
        for (var i = 0; i < count; i++) space.Scales[i] = Round(rows.Slice(i * width, width), space.Rounded.AsSpan(i * width, width));
        return new RoundedRows(count, space.Rounded.AsSpan(0, rows.Length), space.Scales);
    }

    private static float Round(ReadOnlySpan<float> row, Span<short> rounded)
    {
        var max = MathF.Abs(TensorPrimitives.MaxMagnitude(row));
        if (max == 0)
        {
            rounded.Clear();
            return 0;
        }
        var factor = new Vector<float>(Max / max);
        for (var i = 0; i < row.Length; i += Vector<short>.Count)
        {
            var lower = Vector.ConvertToInt32(Vector.Round(new Vector<float>(row[i..]) * factor));
            var upper = Vector.ConvertToInt32(Vector.Round(new Vector<float>(row[(i + Vector<float>.Count)..]) * factor));
            Vector.Narrow(lower, upper).CopyTo(rounded[i..]);
        }
        return max / Max;
    }
}
