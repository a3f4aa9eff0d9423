using CsrAgent.Adapters.MiniLm;
using CsrAgent.Adapters.MiniLm.Kernels;

namespace CsrAgent.Tests.Adapters.MiniLm;

public sealed class DenseLayerTests
{
    private const int Inputs = 96;
    private const int Outputs = 3 * PanelKernel.Columns;

    [Fact]
    public void Apply_EachKernelAndNumberOfRows_GivesTheSame()
    {
        var random = new Random(3);
        var panels = new byte[Inputs * Outputs];
        random.NextBytes(panels);
        var (scales, bias) = (Numbers(random, Outputs), Numbers(random, Outputs));
        for (var rows = 1; rows <= 19; rows++)
        {
            var input = Numbers(random, rows * Inputs);
            var expected = Apply(new PlainPanelKernel(), panels, scales, bias, input);

            foreach (var kernel in PanelKernelTests.Available())
            {
                Assert.Equal(expected, Apply(kernel, panels, scales, bias, input));
            }
        }
    }

    [Fact]
    public void Apply_OneWeight_IsInputTimesWeightPlusBias()
    {
        var panels = new byte[Inputs * Outputs];
        // Input 3 and output 17: the second of the pair, the second column of the second half.
        panels[(PanelKernel.Columns / 2 * Inputs) + (1 * PanelKernel.Columns) + (1 * 2) + 1] = 100;
        var (scales, bias) = (new float[Outputs], new float[Outputs]);
        (scales[17], bias[17]) = (0.5f, 7);
        var input = new float[Inputs];
        input[3] = -4;

        var output = Apply(PanelKernel.Best, panels, scales, bias, input);

        Assert.Equal(-4 * 100 * 0.5f + 7, output[17], 3);
        Assert.All(output.Where((_, i) => i != 17), other => Assert.Equal(0, other));
    }

    private static float[] Apply(PanelKernel kernel, byte[] panels, float[] scales, float[] bias, float[] input)
    {
        var output = new float[input.Length / Inputs * Outputs];
        new DenseLayer(Inputs, panels, scales, bias, kernel).Apply(RoundedRows.Of(input, Inputs, new Workspace()), output);
        return output;
    }

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
}
