using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>
/// all-MiniLM-L6-v2: from the numbers of a text's tokens to its vector. Safe to call from many threads; each takes about 3 MB while it
/// runs.
/// </summary>
internal sealed class MiniLmEncoder(MiniLmFile file)
{
    public const int Width = 384;
    public const int Wide = 4 * Width;
    public const int MaxTokens = 256;
    private const int Words = 30_522;
    private const int Layers = 6;

    private readonly ConcurrentBag<Workspace> _spaces = [];
    private readonly float[] _wordScales = file.Singles(Words);
    private readonly ReadOnlyMemory<byte> _words = file.Bytes(Words * Width);
    private readonly float[] _positions = file.Singles(MaxTokens * Width);
    private readonly LayerNorm _norm = file.Norm(Width);
    private readonly EncoderLayer[] _layers = [.. Enumerable.Range(0, Layers).Select(_ => new EncoderLayer(file))];

    /// <summary>A vector of length 1.</summary>
    /// <param name="tokens">1 to <see cref="MaxTokens"/>, with the marks of beginning and end.</param>
    public float[] Encode(ReadOnlySpan<int> tokens)
    {
        var space = _spaces.TryTake(out var used) ? used : new Workspace();
        var state = space.State.AsSpan(0, tokens.Length * Width);
        Embed(tokens, state);
        foreach (var layer in _layers) layer.Apply(state, space);
        var vector = new float[Width];
        for (var i = 0; i < tokens.Length; i++) TensorPrimitives.Add(vector, state.Slice(i * Width, Width), vector);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        _spaces.Add(space);
        return vector;
    }

    private void Embed(ReadOnlySpan<int> tokens, Span<float> state)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var row = state.Slice(i * Width, Width);
            var word = MemoryMarshal.Cast<byte, sbyte>(_words.Span.Slice(tokens[i] * Width, Width));
            TensorPrimitives.ConvertTruncating<sbyte, float>(word, row);
            TensorPrimitives.Multiply(row, _wordScales[tokens[i]], row);
        }
        _norm.Add(state, _positions);
    }
}
