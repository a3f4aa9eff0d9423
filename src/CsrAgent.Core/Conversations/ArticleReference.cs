namespace CsrAgent.Conversations;

/// <summary>An article that an answer refers to.</summary>
/// <param name="RelevanceScore">0..1; comparable between queries.</param>
public sealed record ArticleReference(string Id, string Title, string? Url, double RelevanceScore);
