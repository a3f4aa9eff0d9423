namespace CsrAgent.Knowledge.Vectors;

/// <summary>
/// The sentence vectors of a snapshot's passages, by the passage's number. They come while the snapshot is searched: a passage without one
/// is ranked by its words. Safe to call from many threads.
/// </summary>
public sealed class PassageVectors(int passages)
{
    private readonly float[]?[] _vectors = new float[]?[passages];

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
