namespace CsrAgent.Conversations;

/// <summary>A place that an answer stands on.</summary>
/// <param name="Quote">Words of the article, as they stand there.</param>
public sealed record Citation(string ArticleId, string Quote);
