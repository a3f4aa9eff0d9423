using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CsrAgent.Adapters.MiniLm.Kernels;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>
/// A layer of int8 weights and one scale for each output. Its inputs are rounded to 14 bits, so that products add up in whole numbers,
/// exactly and in the same way on every processor. Immutable.
/// </summary>
internal sealed class DenseLayer
{
    private readonly PanelKernel _kernel;
    private readonly sbyte[] _panels;
    private readonly float[] _scales;
    private readonly float[] _bias;

    /// <param name="weights">Inputs as rows, outputs as columns; the outputs a multiple of <see cref="PanelKernel.Columns"/>.</param>
    public DenseLayer(int inputs, ReadOnlySpan<sbyte> weights, float[] scales, float[] bias, PanelKernel? kernel = null)
    {
        (Inputs, _scales, _bias, _kernel) = (inputs, scales, bias, kernel ?? PanelKernel.Best);
        _panels = Pack(inputs, weights, scales.Length);
    }

    public int Inputs { get; }

    public int Outputs => _scales.Length;

    /// <summary><paramref name="output"/> = <paramref name="input"/> × weights + bias, row by row.</summary>
    public void Apply(RoundedRows input, Span<float> output)
    {
        var pairs = MemoryMarshal.Cast<short, int>(input.Values);
        for (var column = 0; column < Outputs; column += PanelKernel.Columns)
        {
            ApplyPanel(column, pairs, input.Scales[..input.Count], output);
        }
    }

    private void ApplyPanel(int column, ReadOnlySpan<int> pairs, ReadOnlySpan<float> scales, Span<float> output)
    {
        Span<int> sums = stackalloc int[PanelKernel.MaxRows * PanelKernel.Columns];
        var panel = _panels.AsSpan(column * Inputs, PanelKernel.Columns * Inputs);
        var (width, row) = (Inputs / 2, 0);
        for (; row + PanelKernel.MaxRows <= scales.Length; row += PanelKernel.MaxRows)
        {
            _kernel.MultiplyFour(pairs.Slice(row * width, PanelKernel.MaxRows * width), panel, sums);
            for (var i = 0; i < PanelKernel.MaxRows; i++)
            {
                Scale(sums.Slice(i * PanelKernel.Columns, PanelKernel.Columns), scales[row + i], column, output[((row + i) * Outputs)..]);
            }
        }
        for (; row < scales.Length; row++)
        {
            _kernel.MultiplyOne(pairs.Slice(row * width, width), panel, sums);
            Scale(sums[..PanelKernel.Columns], scales[row], column, output[(row * Outputs)..]);
        }
    }

    private void Scale(ReadOnlySpan<int> sums, float scale, int column, Span<float> row)
    {
        for (var i = 0; i < sums.Length; i += Vector256<int>.Count)
        {
            var scales = Vector256.Create<float>(_scales.AsSpan(column + i)) * scale;
            var bias = Vector256.Create<float>(_bias.AsSpan(column + i));
            var sum = Vector256.ConvertToSingle(Vector256.Create(sums[i..]));
            Vector256.MultiplyAddEstimate(sum, scales, bias).CopyTo(row[(column + i)..]);
        }
    }

    // Panels of some columns; in each, two rows at a time, the two weights of a column side by side.
    private static sbyte[] Pack(int inputs, ReadOnlySpan<sbyte> weights, int outputs)
    {
        var panels = new sbyte[weights.Length];
        var at = 0;
        for (var column = 0; column < outputs; column += PanelKernel.Columns)
        {
            for (var row = 0; row < inputs; row += 2)
            {
                var upper = weights[((row * outputs) + column)..];
                var lower = upper[outputs..];
                for (var i = 0; i < PanelKernel.Columns; i++)
                {
                    panels[at++] = upper[i];
                    panels[at++] = lower[i];
                }
            }
        }
        return panels;
    }
}
