using System.Runtime.CompilerServices;
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

    // Far enough below any score that its exponential is 0.
    private const float Nothing = -1e30f;

    /// <summary>Works on <see cref="FloatRows.Group"/> tokens at a time: rows up to the next multiple of it are read and written.</summary>
    /// <param name="input">For each token its query, key and value.</param>
    /// <param name="output">A row for each token.</param>
    public static void Apply(ReadOnlySpan<float> input, int tokens, Span<float> output, Workspace space)
    {
        var padded = (tokens + FloatRows.ColumnGroup - 1) / FloatRows.ColumnGroup * FloatRows.ColumnGroup;
        var keys = space.Keys.AsSpan(0, Head * padded);
        Span<float> sums = stackalloc float[FloatRows.Group];
        var weights = space.Weights.AsSpan(0, FloatRows.Group * padded);
        for (var head = 0; head < Heads; head++)
        {
            var own = input[(head * Head)..];
            Transpose(own[Width..], tokens, padded, keys);
            for (var token = 0; token < tokens; token += FloatRows.Group)
            {
                var queries = new FloatRows(own[(token * 3 * Width)..], 3 * Width);
                var mixed = output[((token * Width) + (head * Head))..];
                queries.Multiply(new FloatRows(keys, padded), Head, padded, weights, padded);
                for (var i = 0; i < sums.Length; i++) sums[i] = Exponentials(weights.Slice(i * padded, padded), tokens);
                new FloatRows(weights, padded).Multiply(new FloatRows(own[(2 * Width)..], 3 * Width), tokens, Head, mixed, Width);
                for (var i = 0; i < sums.Length; i++) Multiply(mixed.Slice(i * Width, Head), 1 / sums[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(ReadOnlySpan<float> rows, int tokens, int padded, Span<float> columns)
    {
        for (var token = 0; token < tokens; token++)
        {
            ref var value = ref MemoryMarshal.GetReference(rows.Slice(token * 3 * Width, Head));
            ref var target = ref MemoryMarshal.GetReference(columns[token..]);
            for (nint i = 0; i < Head; i++) Unsafe.Add(ref target, i * padded) = Unsafe.Add(ref value, i);
        }
    }

    // In place; the result is their sum.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Exponentials(Span<float> scores, int tokens)
    {
        scores[tokens..].Fill(Nothing);
        var (max, total) = (Vector256.Create(Nothing), Vector256<float>.Zero);
        ref var score = ref MemoryMarshal.GetReference(scores);
        for (nuint i = 0; i < (nuint)scores.Length; i += Lanes) max = Vector256.Max(max, Vector256.LoadUnsafe(ref score, i));
        var highest = Vector256.Create(Highest(max));
        for (nuint i = 0; i < (nuint)scores.Length; i += Lanes)
        {
            var power = Vector256.Exp((Vector256.LoadUnsafe(ref score, i) - highest) * Scale);
            power.StoreUnsafe(ref score, i);
            total += power;
        }
        return Vector256.Sum(total);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Highest(Vector256<float> values)
    {
        var four = Vector128.Max(values.GetLower(), values.GetUpper());
        return MathF.Max(MathF.Max(four[0], four[1]), MathF.Max(four[2], four[3]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(Span<float> row, float factor)
    {
        foreach (ref var values in MemoryMarshal.Cast<float, Vector256<float>>(row)) values *= factor;
    }
}
