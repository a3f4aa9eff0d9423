using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CsrAgent.Adapters.MiniLm.Kernels;

/// <summary>With AVX-512BW.</summary>
internal sealed class PanelKernel512 : PanelKernel
{
    private const int Step = 2 * Columns;

    public override void MultiplyOne(ReadOnlySpan<int> row, ReadOnlySpan<sbyte> panel, Span<int> sums)
    {
        var sum = Vector512<int>.Zero;
        ref var weight = ref MemoryMarshal.GetReference(panel);
        foreach (var pair in row)
        {
            sum += Avx512BW.MultiplyAddAdjacent(Vector512.Create(pair).AsInt16(), Weights(ref weight));
            weight = ref Unsafe.Add(ref weight, Step);
        }
        sum.CopyTo(sums);
    }

    public override void MultiplyFour(ReadOnlySpan<int> rows, ReadOnlySpan<sbyte> panel, Span<int> sums)
    {
        Vector512<int> sumA = default,
            sumB = default,
            sumC = default,
            sumD = default;
        var pairs = (nint)(rows.Length / MaxRows);
        ref var weight = ref MemoryMarshal.GetReference(panel);
        ref var a = ref MemoryMarshal.GetReference(rows);
        ref var b = ref Unsafe.Add(ref a, pairs);
        ref var c = ref Unsafe.Add(ref b, pairs);
        ref var d = ref Unsafe.Add(ref c, pairs);
        for (nint i = 0; i < pairs; i++)
        {
            var weights = Weights(ref weight);
            weight = ref Unsafe.Add(ref weight, Step);
            sumA += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref a, i)).AsInt16(), weights);
            sumB += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref b, i)).AsInt16(), weights);
            sumC += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref c, i)).AsInt16(), weights);
            sumD += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref d, i)).AsInt16(), weights);
        }
        sumA.CopyTo(sums);
        sumB.CopyTo(sums[Columns..]);
        sumC.CopyTo(sums[(2 * Columns)..]);
        sumD.CopyTo(sums[(3 * Columns)..]);
    }

    private static Vector512<short> Weights(ref sbyte first) => Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref first));
}
