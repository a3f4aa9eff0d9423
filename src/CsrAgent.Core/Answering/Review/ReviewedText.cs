namespace CsrAgent.Answering.Review;

/// <summary>A passage or a sentence, and the article that it stands in.</summary>
public sealed record ReviewedText(string ArticleId, string Title, string Text);
