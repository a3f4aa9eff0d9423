namespace CsrAgent.Host.Chat.Programs;

internal sealed record ToolArticles(IReadOnlyList<ToolArticle> Articles);
