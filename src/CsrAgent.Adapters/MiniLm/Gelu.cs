using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>The model's activation: x/2 × (1 + erf(x/√2)).</summary>
internal static class Gelu
{
    /// <param name="values">A multiple of eight.</param>
    public static void Apply(Span<float> values)
    {
        foreach (ref var value in MemoryMarshal.Cast<float, Vector256<float>>(values))
        {
            var half = value * 0.5f;
            value = Vector256.MultiplyAddEstimate(Vector256.Abs(half), Erf(Vector256.Abs(value) * 0.70710678f), half);
        }
    }

    // Abramowitz and Stegun 7.1.26, for x of at least 0; off by 1.5e-7 at most.
    private static Vector256<float> Erf(Vector256<float> x)
    {
        var t = Vector256<float>.One / ((x * 0.3275911f) + Vector256<float>.One);
        var sum = Vector256.MultiplyAddEstimate(t, Vector256.Create(1.061405429f), Vector256.Create(-1.453152027f));
        sum = Vector256.MultiplyAddEstimate(sum, t, Vector256.Create(1.421413741f));
        sum = Vector256.MultiplyAddEstimate(sum, t, Vector256.Create(-0.284496736f));
        sum = Vector256.MultiplyAddEstimate(sum, t, Vector256.Create(0.254829592f)) * t;
        return Vector256<float>.One - (sum * Vector256.Exp(-x * x));
    }
}
