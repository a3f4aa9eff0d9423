namespace CsrAgent.Trainer;

/// <summary>
/// The settings that the shipped model was trained with; found by trying them out on the folds, never on the evaluation's sentences.
/// </summary>
internal sealed record LearnerSettings
{
    public int Rows { get; init; } = 1 << 17;

    public int Passes { get; init; } = 6;

    /// <summary>FTRL's alpha.</summary>
    public float Pace { get; init; } = 0.15f;

    /// <summary>FTRL's beta.</summary>
    public float Slowness { get; init; } = 1;

    public float TableL1 { get; init; } = 0.05f;

    public float TableL2 { get; init; } = 0.5f;

    public float SignL1 { get; init; } = 0.01f;

    public float SignL2 { get; init; } = 0.1f;

    /// <summary>How much a comment of GoEmotions counts: they are many, and no customers.</summary>
    public float GoEmotionsWeight { get; init; } = 0.5f;

    public float HandwrittenWeight { get; init; } = 3;

    public float GrammarWeight { get; init; } = 0.7f;

    /// <summary>What is added to a logit for the recalls of the moods to be near each other on the folds.</summary>
    public float NegativeBias { get; init; } = 0.5f;

    public float PositiveBias { get; init; } = 0.6f;

    /// <summary>The share of examples that show only their signs.</summary>
    public float Blindness { get; init; } = 0.2f;
}
