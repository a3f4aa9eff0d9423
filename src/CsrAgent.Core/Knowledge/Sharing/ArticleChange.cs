namespace CsrAgent.Knowledge.Sharing;

/// <param name="Article">As it is now; null: it was deleted.</param>
public sealed record ArticleChange(string Id, KnowledgeArticle? Article);
