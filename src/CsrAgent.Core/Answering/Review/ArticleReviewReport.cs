namespace CsrAgent.Answering.Review;

/// <summary>Where articles repeat or contradict each other: candidates for people to look at.</summary>
/// <param name="Duplicates">The most alike first.</param>
/// <param name="Contradictions">The most alike first; without those that a model was asked about and denies.</param>
/// <param name="Denied">So many contradictions were left out, since a model denies them.</param>
/// <param name="Passages">So many were compared.</param>
/// <param name="IsWhole">False where there are more passages than are compared.</param>
public sealed record ArticleReviewReport(
    IReadOnlyList<ArticlePair> Duplicates,
    IReadOnlyList<Contradiction> Contradictions,
    int Denied,
    int Passages,
    bool IsWhole
);
