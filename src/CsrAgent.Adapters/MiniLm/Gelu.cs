using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>The model's activation: x/2 × (1 + erf(x/√2)).</summary>
internal static class Gelu
{
    /// <param name="values">A multiple of eight.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<float> values)
    {
        foreach (ref var value in MemoryMarshal.Cast<float, Vector256<float>>(values))
        {
            var half = value * 0.5f;
            value = Vector256.MultiplyAddEstimate(half, Erf(value * 0.70710678f), half);
        }
    }

    // A quotient of polynomials, off by 1e-7 at most; beyond 4 the function is 1 in 32 bits. Half the work of one with an exponential.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Erf(Vector256<float> argument)
    {
        var x = Vector256.Min(Vector256.Max(argument, Vector256.Create(-4f)), Vector256.Create(4f));
        var square = x * x;
        var upper = Next(Vector256.Create(-2.72614225801306e-10f), square, 2.77068142495902e-08f);
        upper = Next(upper, square, -2.10102402082508e-06f);
        upper = Next(upper, square, -5.69250639462346e-05f);
        upper = Next(upper, square, -7.34990630306855e-04f);
        upper = Next(upper, square, -2.95459980854025e-03f);
        upper = Next(upper, square, -1.60960333262415e-02f);
        var lower = Next(Vector256.Create(-1.45660718464996e-05f), square, -2.13374055278905e-04f);
        lower = Next(lower, square, -1.68282697438203e-03f);
        lower = Next(lower, square, -7.37332916720468e-03f);
        lower = Next(lower, square, -1.42647390514189e-02f);
        return x * upper / lower;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Next(Vector256<float> sum, Vector256<float> square, float coefficient) =>
        Vector256.MultiplyAddEstimate(sum, square, Vector256.Create(coefficient));
}
