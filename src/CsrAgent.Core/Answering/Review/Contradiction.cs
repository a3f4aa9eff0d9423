namespace CsrAgent.Answering.Review;

/// <summary>Two sentences about the same that do not say the same.</summary>
/// <param name="Kind">What they differ in.</param>
/// <param name="Similarity">0..1: of their other words.</param>
public sealed record Contradiction(ContradictionKind Kind, ReviewedText First, ReviewedText Second, double Similarity)
{
    public ContradictionVerdict Verdict { get; init; }
}
