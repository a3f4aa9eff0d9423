namespace CsrAgent.Knowledge.Vectors;

/// <summary>
/// The sentence vectors of a snapshot's passages, by the passage's number. They come while the snapshot is searched: a passage without one
/// is ranked by its words. Safe to call from many threads.
/// </summary>
public sealed class PassageVectors(int passages)
{
    private readonly float[]?[] _vectors = new float[]?[passages];

    /// <summary>The vectors of passages that have theirs already, in their order.</summary>
    public static PassageVectors Of(IReadOnlyList<float[]?> vectors)
    {
        var all = new PassageVectors(vectors.Count) { Done = vectors.Count };
        for (var passage = 0; passage < vectors.Count; passage++) all[passage] = vectors[passage];
        return all;
    }

    /// <summary>Null where there is none yet, or none in the passage's language.</summary>
    public float[]? this[int passage]
    {
        get => Volatile.Read(ref _vectors[passage]);
        internal set => Volatile.Write(ref _vectors[passage], value);
    }

    /// <summary>How many passages have been looked at, from the first.</summary>
    internal int Done { get; set; }

    internal int Passages => _vectors.Length;
}
