using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CsrAgent.Adapters.MiniLm.Kernels;

/// <summary>With AVX2, and AVX-VNNI where there is one.</summary>
internal sealed class PanelKernel256 : PanelKernel
{
    public override int MaxRows => 4;

    public override void Multiply(ReadOnlySpan<int> rows, int count, ReadOnlySpan<sbyte> panel, Span<int> sums)
    {
        var half = panel.Length / 2;
        MultiplyHalf(rows, count, panel[..half], sums);
        MultiplyHalf(rows, count, panel[half..], sums[HalfColumns..]);
    }

    private static void MultiplyHalf(ReadOnlySpan<int> rows, int count, ReadOnlySpan<sbyte> half, Span<int> sums)
    {
        switch (count)
        {
            case 1:
                MultiplyHalf<RowCount.One>(rows, half, sums);
                break;
            case 2:
                MultiplyHalf<RowCount.Two>(rows, half, sums);
                break;
            case 3:
                MultiplyHalf<RowCount.Three>(rows, half, sums);
                break;
            case 4:
                MultiplyHalf<RowCount.Four>(rows, half, sums);
                break;
            case 5:
                MultiplyHalf<RowCount.Five>(rows, half, sums);
                break;
            default:
                MultiplyHalf<RowCount.Six>(rows, half, sums);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyHalf<TRows>(ReadOnlySpan<int> rows, ReadOnlySpan<sbyte> half, Span<int> sums)
        where TRows : struct, RowCount.IKnown
    {
        var (a0, a1) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var (b0, b1) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var (c0, c1) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var (d0, d1) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var (e0, e1) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var (f0, f1) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var pairs = (nint)(rows.Length / TRows.Value);
        ref var weight = ref MemoryMarshal.GetReference(half);
        ref var a = ref MemoryMarshal.GetReference(rows);
        ref var b = ref Unsafe.Add(ref a, pairs);
        ref var c = ref Unsafe.Add(ref b, pairs);
        ref var d = ref Unsafe.Add(ref c, pairs);
        ref var e = ref Unsafe.Add(ref d, pairs);
        ref var f = ref Unsafe.Add(ref e, pairs);
        for (nint i = 0; i < pairs; i++)
        {
            var (w0, w1) = (Weights(ref weight), Weights(ref Unsafe.Add(ref weight, HalfColumns)));
            weight = ref Unsafe.Add(ref weight, Step);
            (a0, a1) = Add(a0, a1, Unsafe.Add(ref a, i), w0, w1);
            if (TRows.Value > 1) (b0, b1) = Add(b0, b1, Unsafe.Add(ref b, i), w0, w1);
            if (TRows.Value > 2) (c0, c1) = Add(c0, c1, Unsafe.Add(ref c, i), w0, w1);
            if (TRows.Value > 3) (d0, d1) = Add(d0, d1, Unsafe.Add(ref d, i), w0, w1);
            if (TRows.Value > 4) (e0, e1) = Add(e0, e1, Unsafe.Add(ref e, i), w0, w1);
            if (TRows.Value > 5) (f0, f1) = Add(f0, f1, Unsafe.Add(ref f, i), w0, w1);
        }
        Store(a0, a1, sums, 0);
        if (TRows.Value > 1) Store(b0, b1, sums, 1);
        if (TRows.Value > 2) Store(c0, c1, sums, 2);
        if (TRows.Value > 3) Store(d0, d1, sums, 3);
        if (TRows.Value > 4) Store(e0, e1, sums, 4);
        if (TRows.Value > 5) Store(f0, f1, sums, 5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Weights(ref sbyte first) => Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> Left, Vector256<int> Right) Add(
        Vector256<int> left,
        Vector256<int> right,
        int pair,
        Vector256<short> leftWeights,
        Vector256<short> rightWeights
    )
    {
        var input = Vector256.Create(pair).AsInt16();
        return (Add(left, input, leftWeights), Add(right, input, rightWeights));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Add(Vector256<int> sums, Vector256<short> inputs, Vector256<short> weights) =>
        AvxVnni.IsSupported
            ? AvxVnni.MultiplyWideningAndAdd(sums, inputs, weights)
            : sums + Avx2.MultiplyAddAdjacent(inputs, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<int> left, Vector256<int> right, Span<int> sums, int row)
    {
        left.CopyTo(sums[(row * Columns)..]);
        right.CopyTo(sums[((row * Columns) + (HalfColumns / 2))..]);
    }
}
