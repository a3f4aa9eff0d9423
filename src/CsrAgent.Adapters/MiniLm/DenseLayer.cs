using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CsrAgent.Adapters.MiniLm.Kernels;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>
/// A layer of int8 weights and one scale for each output. Its inputs are rounded to 14 bits, so that products add up in whole numbers,
/// exactly and in the same way on every processor. Immutable.
/// </summary>
/// <param name="inputs">An even number.</param>
/// <param name="panels">As <see cref="PanelKernel"/> reads them, for one <see cref="PanelKernel.Columns"/> outputs after the other.</param>
/// <param name="scales">Of each output; their number is a multiple of <see cref="PanelKernel.Columns"/>.</param>
internal sealed class DenseLayer(int inputs, ReadOnlyMemory<byte> panels, float[] scales, float[] bias, PanelKernel? kernel = null)
{
    private readonly PanelKernel _kernel = kernel ?? PanelKernel.Best;

    public int Outputs => scales.Length;

    /// <summary><paramref name="output"/> = <paramref name="input"/> × weights + bias, row by row.</summary>
    public void Apply(RoundedRows input, Span<float> output)
    {
        // One panel for all rows before the next one: the weights pass through the cache once.
        Span<int> sums = stackalloc int[PanelKernel.MaxRowsOfAll * PanelKernel.Columns];
        var pairs = MemoryMarshal.Cast<short, int>(input.Values);
        var weights = MemoryMarshal.Cast<byte, sbyte>(panels.Span);
        for (var column = 0; column < Outputs; column += PanelKernel.Columns)
        {
            var panel = weights.Slice(column * inputs, PanelKernel.Columns * inputs);
            for (int row = 0, count; row < input.Count; row += count)
            {
                count = Share(input.Count - row);
                _kernel.Multiply(pairs.Slice(row * inputs / 2, count * inputs / 2), count, panel, sums);
                for (var i = 0; i < count; i++)
                {
                    var target = output.Slice(((row + i) * Outputs) + column, PanelKernel.Columns);
                    Scale(sums.Slice(i * PanelKernel.Columns, PanelKernel.Columns), input.Scales[row + i], column, target);
                }
            }
        }
    }

    // 9 rows are 5 and 4, not 8 and 1: few rows use a panel's weights too little to be worth loading them.
    private int Share(int rows)
    {
        var shares = (rows + _kernel.MaxRows - 1) / _kernel.MaxRows;
        return (rows + shares - 1) / shares;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale(ReadOnlySpan<int> sums, float scale, int column, Span<float> target)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var output = ref MemoryMarshal.GetReference(target);
        ref var factor = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(scales), column);
        ref var shift = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(bias), column);
        for (nuint i = 0; i < PanelKernel.Columns; i += (nuint)Vector256<int>.Count)
        {
            var factors = Vector256.LoadUnsafe(ref factor, i) * scale;
            var product = Vector256.ConvertToSingle(Vector256.LoadUnsafe(ref sum, i));
            Vector256.MultiplyAddEstimate(product, factors, Vector256.LoadUnsafe(ref shift, i)).StoreUnsafe(ref output, i);
        }
    }
}
