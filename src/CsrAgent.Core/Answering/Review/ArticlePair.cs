namespace CsrAgent.Answering.Review;

/// <summary>Two articles, and what in them is alike.</summary>
/// <param name="Similarity">0..1: of their words, and of their meaning where there are vectors.</param>
/// <param name="Passages">So many passages of each are alike to one of the other.</param>
public sealed record ArticlePair(ReviewedText First, ReviewedText Second, double Similarity, int Passages);
