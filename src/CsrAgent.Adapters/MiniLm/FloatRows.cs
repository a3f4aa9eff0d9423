using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>Rows of a matrix, of which each begins <paramref name="step"/> numbers after the one before.</summary>
internal readonly ref struct FloatRows(ReadOnlySpan<float> values, int step)
{
    /// <summary>Rows that are multiplied at once.</summary>
    public const int Group = 4;

    /// <summary>Columns that are multiplied at once, or twice as many.</summary>
    public const int ColumnGroup = 16;

    private readonly ReadOnlySpan<float> _values = values;
    private readonly int _step = step;

    /// <summary>The product of its first <see cref="Group"/> rows with another matrix.</summary>
    /// <param name="depth">Numbers of each row that count; as many rows of <paramref name="other"/>.</param>
    /// <param name="columns">Of <paramref name="other"/>; a multiple of <see cref="ColumnGroup"/>.</param>
    /// <param name="outputStep">From one row of <paramref name="output"/> to the next.</param>
    public void Multiply(FloatRows other, int depth, int columns, Span<float> output, int outputStep)
    {
        // One check of each length in place of one at each number.
        var left = new Rows(ref MemoryMarshal.GetReference(_values[..((3 * _step) + depth)]), _step);
        ref var right = ref MemoryMarshal.GetReference(other._values[..(((depth - 1) * other._step) + columns)]);
        ref var target = ref MemoryMarshal.GetReference(output[..((3 * outputStep) + columns)]);
        var column = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; column + (2 * ColumnGroup) <= columns; column += 2 * ColumnGroup)
            {
                Multiply512(
                    left,
                    depth,
                    new Rows(ref Unsafe.Add(ref right, column), other._step),
                    new Rows(ref Unsafe.Add(ref target, column), outputStep)
                );
            }
        }
        for (; column < columns; column += ColumnGroup)
        {
            Multiply256(
                left,
                depth,
                new Rows(ref Unsafe.Add(ref right, column), other._step),
                new Rows(ref Unsafe.Add(ref target, column), outputStep)
            );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply512(Rows left, nint depth, Rows right, Rows output)
    {
        var (a0, a1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (b0, b1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (c0, c1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (d0, d1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        ref var a = ref left.First;
        ref var b = ref Unsafe.Add(ref a, left.Step);
        ref var c = ref Unsafe.Add(ref b, left.Step);
        ref var d = ref Unsafe.Add(ref c, left.Step);
        ref var values = ref right.First;
        for (nint i = 0; i < depth; i++)
        {
            var (r0, r1) = (Vector512.LoadUnsafe(ref values), Vector512.LoadUnsafe(ref values, ColumnGroup));
            values = ref Unsafe.Add(ref values, right.Step);
            var factor = Vector512.Create(Unsafe.Add(ref a, i));
            (a0, a1) = (Vector512.MultiplyAddEstimate(factor, r0, a0), Vector512.MultiplyAddEstimate(factor, r1, a1));
            factor = Vector512.Create(Unsafe.Add(ref b, i));
            (b0, b1) = (Vector512.MultiplyAddEstimate(factor, r0, b0), Vector512.MultiplyAddEstimate(factor, r1, b1));
            factor = Vector512.Create(Unsafe.Add(ref c, i));
            (c0, c1) = (Vector512.MultiplyAddEstimate(factor, r0, c0), Vector512.MultiplyAddEstimate(factor, r1, c1));
            factor = Vector512.Create(Unsafe.Add(ref d, i));
            (d0, d1) = (Vector512.MultiplyAddEstimate(factor, r0, d0), Vector512.MultiplyAddEstimate(factor, r1, d1));
        }
        Store(a0, a1, ref output.First);
        Store(b0, b1, ref Unsafe.Add(ref output.First, output.Step));
        Store(c0, c1, ref Unsafe.Add(ref output.First, 2 * output.Step));
        Store(d0, d1, ref Unsafe.Add(ref output.First, 3 * output.Step));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply256(Rows left, nint depth, Rows right, Rows output)
    {
        var (a0, a1) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (b0, b1) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (c0, c1) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (d0, d1) = (Vector256<float>.Zero, Vector256<float>.Zero);
        ref var a = ref left.First;
        ref var b = ref Unsafe.Add(ref a, left.Step);
        ref var c = ref Unsafe.Add(ref b, left.Step);
        ref var d = ref Unsafe.Add(ref c, left.Step);
        ref var values = ref right.First;
        for (nint i = 0; i < depth; i++)
        {
            var (r0, r1) = (Vector256.LoadUnsafe(ref values), Vector256.LoadUnsafe(ref values, ColumnGroup / 2));
            values = ref Unsafe.Add(ref values, right.Step);
            var factor = Vector256.Create(Unsafe.Add(ref a, i));
            (a0, a1) = (Vector256.MultiplyAddEstimate(factor, r0, a0), Vector256.MultiplyAddEstimate(factor, r1, a1));
            factor = Vector256.Create(Unsafe.Add(ref b, i));
            (b0, b1) = (Vector256.MultiplyAddEstimate(factor, r0, b0), Vector256.MultiplyAddEstimate(factor, r1, b1));
            factor = Vector256.Create(Unsafe.Add(ref c, i));
            (c0, c1) = (Vector256.MultiplyAddEstimate(factor, r0, c0), Vector256.MultiplyAddEstimate(factor, r1, c1));
            factor = Vector256.Create(Unsafe.Add(ref d, i));
            (d0, d1) = (Vector256.MultiplyAddEstimate(factor, r0, d0), Vector256.MultiplyAddEstimate(factor, r1, d1));
        }
        Store(a0, a1, ref output.First);
        Store(b0, b1, ref Unsafe.Add(ref output.First, output.Step));
        Store(c0, c1, ref Unsafe.Add(ref output.First, 2 * output.Step));
        Store(d0, d1, ref Unsafe.Add(ref output.First, 3 * output.Step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> first, Vector512<float> second, ref float output)
    {
        first.StoreUnsafe(ref output);
        second.StoreUnsafe(ref output, ColumnGroup);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> first, Vector256<float> second, ref float output)
    {
        first.StoreUnsafe(ref output);
        second.StoreUnsafe(ref output, ColumnGroup / 2);
    }

    private readonly ref struct Rows(ref float first, nint step)
    {
        public readonly ref float First = ref first;
        public readonly nint Step = step;
    }
}
