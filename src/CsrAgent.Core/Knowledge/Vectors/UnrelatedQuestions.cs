using System.Numerics.Tensors;
using CsrAgent.Embeddings;
using CsrAgent.Languages;

namespace CsrAgent.Knowledge.Vectors;

/// <summary>
/// What people ask an assistant that no help center answers (<c>unrelated.txt</c>). A question that is nearer to one of these than to every
/// passage is less likely to be answered by one. Safe to read from many threads.
/// </summary>
public sealed class UnrelatedQuestions(TextEmbedder embedder)
{
    private const int Batch = 16;

    private static readonly string[] Texts =
    [
        .. Resource
            .Read("Knowledge.Vectors.unrelated.txt")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#'),
    ];

    private readonly List<float[]> _made = [];
    private volatile float[][] _vectors = [];

    /// <summary>False where EMBEDDINGS is off.</summary>
    public bool IsOn => embedder.IsOn;

    /// <summary>Called by one loop at a time. Throws what the model throws.</summary>
    /// <returns>True when there is more to do. Until then, nothing counts as unrelated.</returns>
    public async Task<bool> EmbedSomeAsync(CancellationToken cancellationToken)
    {
        if (_made.Count < Texts.Length)
        {
            _made.AddRange(await embedder.EmbedAsync([.. Texts.Skip(_made.Count).Take(Batch)], cancellationToken));
        }
        if (_made.Count < Texts.Length) return true;
        _vectors = [.. _made];
        return false;
    }

    /// <summary>The similarity of the nearest one, or null while there are no vectors.</summary>
    public float? NearestTo(float[] vector)
    {
        if (_vectors is not { Length: > 0 } vectors) return null;
        var best = -1f;
        foreach (var unrelated in vectors) best = Math.Max(best, TensorPrimitives.Dot<float>(vector, unrelated));
        return best;
    }
}
