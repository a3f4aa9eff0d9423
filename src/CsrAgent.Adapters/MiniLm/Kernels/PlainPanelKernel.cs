using System.Runtime.InteropServices;

namespace CsrAgent.Adapters.MiniLm.Kernels;

/// <summary>For a runtime whose vector instructions are switched off; slow.</summary>
internal sealed class PlainPanelKernel : PanelKernel
{
    public override int MaxRows => 1;

    public override void Multiply(ReadOnlySpan<int> rows, int count, ReadOnlySpan<sbyte> panel, Span<int> sums)
    {
        var row = MemoryMarshal.Cast<int, short>(rows);
        sums[..Columns].Clear();
        for (var i = 0; i < panel.Length; i += Step)
        {
            var half = i / (panel.Length / 2);
            var at = (2 * i / Step) - (half * row.Length);
            var (first, second) = (row[at], row[at + 1]);
            var output = sums.Slice(half * HalfColumns, HalfColumns);
            for (var column = 0; column < HalfColumns; column++)
            {
                output[column] += (first * panel[i + (2 * column)]) + (second * panel[i + (2 * column) + 1]);
            }
        }
    }
}
