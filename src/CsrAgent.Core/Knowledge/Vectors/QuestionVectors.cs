namespace CsrAgent.Knowledge.Vectors;

/// <summary>The sentence vectors of a question.</summary>
/// <param name="Sentences">Of each sentence of the message; at least one.</param>
/// <param name="InContext">Of the message after the one before it, or null where nothing was said before.</param>
public sealed record QuestionVectors(IReadOnlyList<float[]> Sentences, float[]? InContext)
{
    /// <summary>How near it is to what no help center answers: the similarity of the nearest of <see cref="UnrelatedQuestions"/>.</summary>
    public float Unrelated { get; init; } = -1;

    /// <summary>
    /// The language that it was read from word by word (ISO 639-1), so that the customer's own words may say more; null where the model
    /// knows the language.
    /// </summary>
    public string? GlossedFrom { get; init; }

    /// <summary>0..1: how much it is understood as the continuation of the message before it.</summary>
    public float ContextShare { get; init; }
}
