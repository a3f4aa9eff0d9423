using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>Brings each row to mean 0 and variance 1, then scales and shifts it.</summary>
/// <param name="Weight">As long as a row; a multiple of eight.</param>
internal sealed record LayerNorm(float[] Weight, float[] Bias)
{
    private const float Epsilon = 1e-12f;
    private const int Lanes = 8;

    /// <summary>Adds <paramref name="change"/> to <paramref name="rows"/>, then norms them.</summary>
    public void Add(Span<float> rows, ReadOnlySpan<float> change)
    {
        for (var at = 0; at < rows.Length; at += Weight.Length)
        {
            Norm(ref MemoryMarshal.GetReference(rows[at..]), ref MemoryMarshal.GetReference(change[at..]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Norm(ref float row, ref float change)
    {
        var (width, total) = ((nuint)Weight.Length, Vector256<float>.Zero);
        for (nuint i = 0; i < width; i += Lanes)
        {
            var value = Vector256.LoadUnsafe(ref row, i) + Vector256.LoadUnsafe(ref change, i);
            value.StoreUnsafe(ref row, i);
            total += value;
        }
        var mean = Vector256.Create(Vector256.Sum(total) / width);
        var squares = Vector256<float>.Zero;
        for (nuint i = 0; i < width; i += Lanes)
        {
            var value = Vector256.LoadUnsafe(ref row, i) - mean;
            squares = Vector256.MultiplyAddEstimate(value, value, squares);
        }
        var factor = 1 / MathF.Sqrt((Vector256.Sum(squares) / width) + Epsilon);
        ref var weight = ref MemoryMarshal.GetArrayDataReference(Weight);
        ref var bias = ref MemoryMarshal.GetArrayDataReference(Bias);
        for (nuint i = 0; i < width; i += Lanes)
        {
            var value = (Vector256.LoadUnsafe(ref row, i) - mean) * factor;
            Vector256
                .MultiplyAddEstimate(value, Vector256.LoadUnsafe(ref weight, i), Vector256.LoadUnsafe(ref bias, i))
                .StoreUnsafe(ref row, i);
        }
    }
}
