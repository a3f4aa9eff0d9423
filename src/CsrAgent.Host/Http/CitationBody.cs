namespace CsrAgent.Host.Http;

internal sealed record CitationBody(string ArticleId, string Quote);
