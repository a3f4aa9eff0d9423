using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace CsrAgent.Adapters.MiniLm.Kernels;

/// <summary>With SSE2 or AdvSimd where there is one, and in portable code elsewhere.</summary>
internal sealed class PanelKernel128 : PanelKernel
{
    private const int Step = 2 * Columns;

    public override void MultiplyOne(ReadOnlySpan<int> row, ReadOnlySpan<sbyte> panel, Span<int> sums)
    {
        Vector128<int> a = default,
            b = default,
            c = default,
            d = default;
        ref var weight = ref MemoryMarshal.GetReference(panel);
        foreach (var pair in row)
        {
            var input = Vector128.Create(pair).AsInt16();
            var (first, second) = Vector128.Widen(Vector128.LoadUnsafe(ref weight));
            var (third, fourth) = Vector128.Widen(Vector128.LoadUnsafe(ref weight, Columns));
            weight = ref Unsafe.Add(ref weight, Step);
            a += SumsOfPairs(input, first);
            b += SumsOfPairs(input, second);
            c += SumsOfPairs(input, third);
            d += SumsOfPairs(input, fourth);
        }
        a.CopyTo(sums);
        b.CopyTo(sums[4..]);
        c.CopyTo(sums[8..]);
        d.CopyTo(sums[12..]);
    }

    public override void MultiplyFour(ReadOnlySpan<int> rows, ReadOnlySpan<sbyte> panel, Span<int> sums)
    {
        var pairs = rows.Length / MaxRows;
        for (var i = 0; i < MaxRows; i++) MultiplyOne(rows.Slice(i * pairs, pairs), panel, sums[(i * Columns)..]);
    }

    private static Vector128<int> SumsOfPairs(Vector128<short> inputs, Vector128<short> weights)
    {
        if (Sse2.IsSupported) return Sse2.MultiplyAddAdjacent(inputs, weights);
        if (AdvSimd.Arm64.IsSupported)
        {
            var lower = AdvSimd.MultiplyWideningLower(inputs.GetLower(), weights.GetLower());
            return AdvSimd.Arm64.AddPairwise(lower, AdvSimd.MultiplyWideningUpper(inputs, weights));
        }
        return Portable(inputs, weights);
    }

    internal static Vector128<int> Portable(Vector128<short> inputs, Vector128<short> weights)
    {
        var lower = Vector128.WidenLower(inputs) * Vector128.WidenLower(weights);
        var upper = Vector128.WidenUpper(inputs) * Vector128.WidenUpper(weights);
        return Vector128.Create(lower[0] + lower[1], lower[2] + lower[3], upper[0] + upper[1], upper[2] + upper[3]);
    }
}
