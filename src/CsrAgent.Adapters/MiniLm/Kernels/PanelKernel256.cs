using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CsrAgent.Adapters.MiniLm.Kernels;

/// <summary>With AVX2.</summary>
internal sealed class PanelKernel256 : PanelKernel
{
    private const int Step = 2 * Columns;

    public override void MultiplyOne(ReadOnlySpan<int> row, ReadOnlySpan<sbyte> panel, Span<int> sums)
    {
        var (a0, a1) = (Vector256<int>.Zero, Vector256<int>.Zero);
        ref var weight = ref MemoryMarshal.GetReference(panel);
        foreach (var pair in row)
        {
            var input = Vector256.Create(pair).AsInt16();
            a0 += Avx2.MultiplyAddAdjacent(input, Weights(ref weight));
            a1 += Avx2.MultiplyAddAdjacent(input, Weights(ref Unsafe.Add(ref weight, Columns)));
            weight = ref Unsafe.Add(ref weight, Step);
        }
        a0.CopyTo(sums);
        a1.CopyTo(sums[8..]);
    }

    public override void MultiplyFour(ReadOnlySpan<int> rows, ReadOnlySpan<sbyte> panel, Span<int> sums)
    {
        Vector256<int> a0 = default,
            a1 = default,
            b0 = default,
            b1 = default,
            c0 = default,
            c1 = default,
            d0 = default,
            d1 = default;
        var pairs = (nint)(rows.Length / MaxRows);
        ref var weight = ref MemoryMarshal.GetReference(panel);
        ref var a = ref MemoryMarshal.GetReference(rows);
        ref var b = ref Unsafe.Add(ref a, pairs);
        ref var c = ref Unsafe.Add(ref b, pairs);
        ref var d = ref Unsafe.Add(ref c, pairs);
        for (nint i = 0; i < pairs; i++)
        {
            var (left, right) = (Weights(ref weight), Weights(ref Unsafe.Add(ref weight, Columns)));
            weight = ref Unsafe.Add(ref weight, Step);
            var input = Vector256.Create(Unsafe.Add(ref a, i)).AsInt16();
            a0 += Avx2.MultiplyAddAdjacent(input, left);
            a1 += Avx2.MultiplyAddAdjacent(input, right);
            input = Vector256.Create(Unsafe.Add(ref b, i)).AsInt16();
            b0 += Avx2.MultiplyAddAdjacent(input, left);
            b1 += Avx2.MultiplyAddAdjacent(input, right);
            input = Vector256.Create(Unsafe.Add(ref c, i)).AsInt16();
            c0 += Avx2.MultiplyAddAdjacent(input, left);
            c1 += Avx2.MultiplyAddAdjacent(input, right);
            input = Vector256.Create(Unsafe.Add(ref d, i)).AsInt16();
            d0 += Avx2.MultiplyAddAdjacent(input, left);
            d1 += Avx2.MultiplyAddAdjacent(input, right);
        }
        Store(a0, a1, sums);
        Store(b0, b1, sums[Columns..]);
        Store(c0, c1, sums[(2 * Columns)..]);
        Store(d0, d1, sums[(3 * Columns)..]);
    }

    private static Vector256<short> Weights(ref sbyte first) => Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref first));

    private static void Store(Vector256<int> left, Vector256<int> right, Span<int> sums)
    {
        left.CopyTo(sums);
        right.CopyTo(sums[8..]);
    }
}
