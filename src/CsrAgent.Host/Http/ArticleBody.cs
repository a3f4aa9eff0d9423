namespace CsrAgent.Host.Http;

internal sealed record ArticleBody(string Id, string Title, string? Url, double RelevanceScore);
