namespace CsrAgent.Knowledge.Vectors;

/// <summary>The sentence vectors of a question.</summary>
/// <param name="Sentences">Of each sentence of the message; at least one.</param>
/// <param name="InContext">Of the message after the one before it, or null where nothing was said before.</param>
public sealed record QuestionVectors(IReadOnlyList<float[]> Sentences, float[]? InContext)
{
    /// <summary>0..1: how much it is understood as the continuation of the message before it.</summary>
    public float ContextShare { get; init; }
}
