using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CsrAgent.Adapters.MiniLm.Kernels;

/// <summary>With AVX-512BW.</summary>
internal sealed class PanelKernel512 : PanelKernel
{
    public override int MaxRows => 8;

    public override void Multiply(ReadOnlySpan<int> rows, int count, ReadOnlySpan<sbyte> panel, Span<int> sums)
    {
        switch (count)
        {
            case 1:
                Multiply<RowCount.One>(rows, panel, sums);
                break;
            case 2:
                Multiply<RowCount.Two>(rows, panel, sums);
                break;
            case 3:
                Multiply<RowCount.Three>(rows, panel, sums);
                break;
            case 4:
                Multiply<RowCount.Four>(rows, panel, sums);
                break;
            case 5:
                Multiply<RowCount.Five>(rows, panel, sums);
                break;
            case 6:
                Multiply<RowCount.Six>(rows, panel, sums);
                break;
            case 7:
                Multiply<RowCount.Seven>(rows, panel, sums);
                break;
            default:
                Multiply<RowCount.Eight>(rows, panel, sums);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TRows>(ReadOnlySpan<int> rows, ReadOnlySpan<sbyte> panel, Span<int> sums)
        where TRows : struct, RowCount.IKnown
    {
        var (a0, a1) = (Vector512<int>.Zero, Vector512<int>.Zero);
        var (b0, b1) = (Vector512<int>.Zero, Vector512<int>.Zero);
        var (c0, c1) = (Vector512<int>.Zero, Vector512<int>.Zero);
        var (d0, d1) = (Vector512<int>.Zero, Vector512<int>.Zero);
        var (e0, e1) = (Vector512<int>.Zero, Vector512<int>.Zero);
        var (f0, f1) = (Vector512<int>.Zero, Vector512<int>.Zero);
        var (g0, g1) = (Vector512<int>.Zero, Vector512<int>.Zero);
        var (h0, h1) = (Vector512<int>.Zero, Vector512<int>.Zero);
        var pairs = (nint)(rows.Length / TRows.Value);
        ref var left = ref MemoryMarshal.GetReference(panel);
        ref var right = ref Unsafe.Add(ref left, pairs * Step);
        ref var a = ref MemoryMarshal.GetReference(rows);
        ref var b = ref Unsafe.Add(ref a, pairs);
        ref var c = ref Unsafe.Add(ref b, pairs);
        ref var d = ref Unsafe.Add(ref c, pairs);
        ref var e = ref Unsafe.Add(ref d, pairs);
        ref var f = ref Unsafe.Add(ref e, pairs);
        ref var g = ref Unsafe.Add(ref f, pairs);
        ref var h = ref Unsafe.Add(ref g, pairs);
        for (nint i = 0; i < pairs; i++)
        {
            var (w0, w1) = (Weights(ref left), Weights(ref right));
            left = ref Unsafe.Add(ref left, Step);
            right = ref Unsafe.Add(ref right, Step);
            (a0, a1) = Add(a0, a1, Unsafe.Add(ref a, i), w0, w1);
            if (TRows.Value > 1) (b0, b1) = Add(b0, b1, Unsafe.Add(ref b, i), w0, w1);
            if (TRows.Value > 2) (c0, c1) = Add(c0, c1, Unsafe.Add(ref c, i), w0, w1);
            if (TRows.Value > 3) (d0, d1) = Add(d0, d1, Unsafe.Add(ref d, i), w0, w1);
            if (TRows.Value > 4) (e0, e1) = Add(e0, e1, Unsafe.Add(ref e, i), w0, w1);
            if (TRows.Value > 5) (f0, f1) = Add(f0, f1, Unsafe.Add(ref f, i), w0, w1);
            if (TRows.Value > 6) (g0, g1) = Add(g0, g1, Unsafe.Add(ref g, i), w0, w1);
            if (TRows.Value > 7) (h0, h1) = Add(h0, h1, Unsafe.Add(ref h, i), w0, w1);
        }
        Store(a0, a1, sums, 0);
        if (TRows.Value > 1) Store(b0, b1, sums, 1);
        if (TRows.Value > 2) Store(c0, c1, sums, 2);
        if (TRows.Value > 3) Store(d0, d1, sums, 3);
        if (TRows.Value > 4) Store(e0, e1, sums, 4);
        if (TRows.Value > 5) Store(f0, f1, sums, 5);
        if (TRows.Value > 6) Store(g0, g1, sums, 6);
        if (TRows.Value > 7) Store(h0, h1, sums, 7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Weights(ref sbyte first) => Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<int> Left, Vector512<int> Right) Add(
        Vector512<int> left,
        Vector512<int> right,
        int pair,
        Vector512<short> leftWeights,
        Vector512<short> rightWeights
    )
    {
        var input = Vector512.Create(pair).AsInt16();
        return (left + Avx512BW.MultiplyAddAdjacent(input, leftWeights), right + Avx512BW.MultiplyAddAdjacent(input, rightWeights));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<int> left, Vector512<int> right, Span<int> sums, int row)
    {
        left.CopyTo(sums[(row * Columns)..]);
        right.CopyTo(sums[((row * Columns) + HalfColumns)..]);
    }
}
