namespace CsrAgent.Conversations;

/// <summary>A place in an article that supports an answer.</summary>
/// <param name="Quote">The article's own words, verbatim.</param>
public sealed record Citation(string ArticleId, string Quote);
