using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace CsrAgent.Adapters.MiniLm.Kernels;

/// <summary>With SSE2 or AdvSimd, one of which every 64-bit processor has.</summary>
internal sealed class PanelKernel128 : PanelKernel
{
    public static bool IsSupported => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;

    public override int MaxRows => 2;

    public override void Multiply(ReadOnlySpan<int> rows, int count, ReadOnlySpan<sbyte> panel, Span<int> sums)
    {
        var half = panel.Length / 2;
        for (var i = 0; i < 2; i++)
        {
            var weights = panel.Slice(i * half, half);
            var output = sums[(i * HalfColumns)..];
            if (count == 1) MultiplyHalf<RowCount.One>(rows, weights, output);
            else MultiplyHalf<RowCount.Two>(rows, weights, output);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyHalf<TRows>(ReadOnlySpan<int> rows, ReadOnlySpan<sbyte> half, Span<int> sums)
        where TRows : struct, RowCount.IKnown
    {
        var (a0, a1, a2, a3) = (Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero);
        var (b0, b1, b2, b3) = (Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero);
        var pairs = (nint)(rows.Length / TRows.Value);
        ref var weight = ref MemoryMarshal.GetReference(half);
        ref var a = ref MemoryMarshal.GetReference(rows);
        ref var b = ref Unsafe.Add(ref a, pairs);
        for (nint i = 0; i < pairs; i++)
        {
            var (w0, w1) = Vector128.Widen(Vector128.LoadUnsafe(ref weight));
            var (w2, w3) = Vector128.Widen(Vector128.LoadUnsafe(ref weight, HalfColumns));
            weight = ref Unsafe.Add(ref weight, Step);
            var input = Vector128.Create(Unsafe.Add(ref a, i)).AsInt16();
            (a0, a1) = (a0 + SumsOfPairs(input, w0), a1 + SumsOfPairs(input, w1));
            (a2, a3) = (a2 + SumsOfPairs(input, w2), a3 + SumsOfPairs(input, w3));
            if (TRows.Value == 1) continue;
            input = Vector128.Create(Unsafe.Add(ref b, i)).AsInt16();
            (b0, b1) = (b0 + SumsOfPairs(input, w0), b1 + SumsOfPairs(input, w1));
            (b2, b3) = (b2 + SumsOfPairs(input, w2), b3 + SumsOfPairs(input, w3));
        }
        Store(a0, a1, a2, a3, sums);
        if (TRows.Value > 1) Store(b0, b1, b2, b3, sums[Columns..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> SumsOfPairs(Vector128<short> inputs, Vector128<short> weights)
    {
        if (Sse2.IsSupported) return Sse2.MultiplyAddAdjacent(inputs, weights);
        var lower = AdvSimd.MultiplyWideningLower(inputs.GetLower(), weights.GetLower());
        return AdvSimd.Arm64.AddPairwise(lower, AdvSimd.MultiplyWideningUpper(inputs, weights));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<int> first, Vector128<int> second, Vector128<int> third, Vector128<int> fourth, Span<int> sums)
    {
        first.CopyTo(sums);
        second.CopyTo(sums[4..]);
        third.CopyTo(sums[8..]);
        fourth.CopyTo(sums[12..]);
    }
}
