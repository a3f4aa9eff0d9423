using CsrAgent.Adapters.MiniLm;

namespace CsrAgent.Tests.Adapters.MiniLm;

/// <summary>The steps of a layer between its products, against plain arithmetic in 64 bits.</summary>
public sealed class EncoderMathTests
{
    private const int Width = 384;
    private const int Heads = 12;
    private const int Head = 32;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(47)]
    [InlineData(256)]
    public void Attention_NumberOfTokens_IsSoftmaxOfProductsTimesValues(int tokens)
    {
        var random = new Random(tokens);
        var space = new Workspace();
        var input = space.Wider;
        for (var i = 0; i < tokens * 3 * Width; i++) input[i] = (float)((random.NextDouble() * 6) - 3);
        // What an earlier text left behind counts for nothing.
        Array.Fill(space.Keys, 9_999);
        Array.Fill(space.Weights, 9_999);

        Attention.Apply(input, tokens, space.Change, space);

        foreach (var (token, head) in ((int, int)[])[(0, 0), (tokens - 1, Heads - 1), (tokens / 2, 5)])
        {
            var scores = Enumerable.Range(0, tokens).Select(other => Score(input, token, other, head)).ToArray();
            var powers = scores.Select(score => Math.Exp(score - scores.Max())).ToArray();
            for (var i = 0; i < Head; i++)
            {
                var column = (2 * Width) + (head * Head) + i;
                var expected = powers.Select((power, other) => power * input[(other * 3 * Width) + column]).Sum() / powers.Sum();
                Assert.Equal(expected, space.Change[(token * Width) + (head * Head) + i], 1e-4);
            }
        }
    }

    [Fact]
    public void Gelu_AnyNumber_IsHalfOfItTimesOnePlusErf()
    {
        var inputs = Enumerable.Range(-1_000, 2_000).Select(i => i / 100f).ToArray();
        var outputs = inputs.ToArray();

        Gelu.Apply(outputs);

        Assert.All(inputs.Zip(outputs), pair => Assert.Equal(pair.First / 2 * (1 + Erf(pair.First / Math.Sqrt(2))), pair.Second, 2e-6));
    }

    [Fact]
    public void LayerNorm_RowsAndChange_AreAddedAndNormed()
    {
        var random = new Random(5);
        var (rows, change) = (Numbers(random, 2 * Width), Numbers(random, 2 * Width));
        var norm = new LayerNorm(Numbers(random, Width), Numbers(random, Width));
        var sums = rows.Zip(change, (one, other) => (double)one + other).ToArray();

        norm.Add(rows, change);

        for (var row = 0; row < 2; row++)
        {
            var own = sums[(row * Width)..((row + 1) * Width)];
            var deviation = Math.Sqrt(own.Average(value => Math.Pow(value - own.Average(), 2)));
            for (var i = 0; i < Width; i++)
            {
                var expected = ((own[i] - own.Average()) / deviation * norm.Weight[i]) + norm.Bias[i];
                Assert.Equal(expected, rows[(row * Width) + i], 1e-4);
            }
        }
    }

    private static double Score(float[] input, int token, int other, int head) =>
        Enumerable
            .Range(head * Head, Head)
            .Sum(i => (double)input[(token * 3 * Width) + i] * input[(other * 3 * Width) + Width + i])
        / Math.Sqrt(Head);

    // The series around 0; from 4 on it is 1 in 32 bits.
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 4) return Math.Sign(x);
        var (sum, term) = (x, x);
        for (var n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }
        return sum * 2 / Math.Sqrt(Math.PI);
    }

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
}
