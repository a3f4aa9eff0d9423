namespace CsrAgent.Host.Chat.Programs;

internal sealed record ToolArticle(string Id, string Title, string? Url, double RelevanceScore, string Snippet);
