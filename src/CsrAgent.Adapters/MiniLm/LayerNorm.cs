using System.Numerics.Tensors;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>Brings each row to mean 0 and variance 1, then scales and shifts it.</summary>
internal sealed record LayerNorm(float[] Weight, float[] Bias)
{
    private const float Epsilon = 1e-12f;

    public void Apply(Span<float> rows)
    {
        for (var at = 0; at < rows.Length; at += Weight.Length)
        {
            var row = rows.Slice(at, Weight.Length);
            TensorPrimitives.Subtract(row, TensorPrimitives.Sum<float>(row) / row.Length, row);
            var variance = TensorPrimitives.SumOfSquares<float>(row) / row.Length;
            TensorPrimitives.Multiply(row, 1 / MathF.Sqrt(variance + Epsilon), row);
            TensorPrimitives.MultiplyAdd(row, Weight, Bias, row);
        }
    }
}
