namespace CsrAgent.Knowledge.Vectors;

/// <summary>
/// The sentence vectors of a snapshot's passages, by the passage's number. They come while the snapshot is searched: a passage without one
/// is ranked by its words. Safe to call from many threads.
/// </summary>
public sealed class PassageVectors(int passages)
{
    private readonly float[]?[] _vectors = new float[]?[passages];
    private readonly string?[] _glossedFrom = new string?[passages];

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

    /// <summary>
    /// The vector to compare a question with. That of a passage which was read word by word in another language serves only questions in
    /// the same language.
    /// </summary>
    public float[]? For(int passage, QuestionVectors question) =>
        Volatile.Read(ref _glossedFrom[passage]) is { } language && language != question.GlossedFrom ? null : this[passage];

    internal void MarkGlossed(int passage, string language) => Volatile.Write(ref _glossedFrom[passage], language);

    /// <summary>How many passages have been looked at, from the first.</summary>
    internal int Done { get; set; }

    internal int Passages => _vectors.Length;
}
