using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>Lets every token take from every other what fits it: softmax(query · key / √32) × value, in twelve heads of 32.</summary>
internal static class Attention
{
    private const int Heads = 12;
    private const int Head = 32;
    private const int Width = Heads * Head;
    private const int Lanes = 8;
    private const float Scale = 0.17677669f;

    /// <param name="input">For each token its query, key and value.</param>
    /// <param name="output">A row for each token.</param>
    public static void Apply(ReadOnlySpan<float> input, int tokens, Span<float> output, Workspace space)
    {
        var padded = (tokens + Lanes - 1) / Lanes * Lanes;
        var keys = space.Keys.AsSpan(0, Head * padded);
        var weights = space.Weights.AsSpan(0, padded);
        for (var head = 0; head < Heads; head++)
        {
            var own = input[(head * Head)..];
            Transpose(own[Width..], tokens, padded, keys);
            for (var token = 0; token < tokens; token++)
            {
                Fit(own.Slice(token * 3 * Width, Head), keys, weights);
                TensorPrimitives.SoftMax(weights[..tokens], weights[..tokens]);
                Mix(weights[..tokens], own[(2 * Width)..], output.Slice((token * Width) + (head * Head), Head));
            }
        }
    }

    private static void Transpose(ReadOnlySpan<float> rows, int tokens, int padded, Span<float> columns)
    {
        for (var token = 0; token < tokens; token++)
        {
            var row = rows.Slice(token * 3 * Width, Head);
            for (var i = 0; i < Head; i++) columns[(i * padded) + token] = row[i];
        }
    }

    private static void Fit(ReadOnlySpan<float> query, ReadOnlySpan<float> keys, Span<float> fits)
    {
        ref var key = ref MemoryMarshal.GetReference(keys);
        for (var at = 0; at < fits.Length; at += Lanes)
        {
            Vector256<float> a = default,
                b = default,
                c = default,
                d = default;
            for (var i = 0; i < Head; i += 4)
            {
                var first = (nuint)((i * fits.Length) + at);
                var step = (nuint)fits.Length;
                a = Vector256.MultiplyAddEstimate(Vector256.Create(query[i]), Vector256.LoadUnsafe(ref key, first), a);
                b = Vector256.MultiplyAddEstimate(Vector256.Create(query[i + 1]), Vector256.LoadUnsafe(ref key, first + step), b);
                c = Vector256.MultiplyAddEstimate(Vector256.Create(query[i + 2]), Vector256.LoadUnsafe(ref key, first + (2 * step)), c);
                d = Vector256.MultiplyAddEstimate(Vector256.Create(query[i + 3]), Vector256.LoadUnsafe(ref key, first + (3 * step)), d);
            }
            ((a + b + (c + d)) * Scale).CopyTo(fits[at..]);
        }
    }

    private static void Mix(ReadOnlySpan<float> weights, ReadOnlySpan<float> values, Span<float> mixed)
    {
        Vector256<float> a = default,
            b = default,
            c = default,
            d = default;
        for (var token = 0; token < weights.Length; token++)
        {
            var weight = Vector256.Create(weights[token]);
            ref var value = ref MemoryMarshal.GetReference(values.Slice(token * 3 * Width, Head));
            a = Vector256.MultiplyAddEstimate(weight, Vector256.LoadUnsafe(ref value), a);
            b = Vector256.MultiplyAddEstimate(weight, Vector256.LoadUnsafe(ref value, 8), b);
            c = Vector256.MultiplyAddEstimate(weight, Vector256.LoadUnsafe(ref value, 16), c);
            d = Vector256.MultiplyAddEstimate(weight, Vector256.LoadUnsafe(ref value, 24), d);
        }
        a.CopyTo(mixed);
        b.CopyTo(mixed[8..]);
        c.CopyTo(mixed[16..]);
        d.CopyTo(mixed[24..]);
    }
}
