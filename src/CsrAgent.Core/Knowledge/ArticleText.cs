using CsrAgent.Knowledge.Passages;

namespace CsrAgent.Knowledge;

/// <summary>An article as its readers see it.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Body">Markdown, without what is hidden in the article: comments, scripts, elements that no browser shows.</param>
public sealed record ArticleText(string Id, string Title, string? Url, string Language, string Body)
{
    public static ArticleText Of(KnowledgeArticle article) =>
        new(article.Id, ArticleMarkup.ReadLine(article.Title), article.Url, article.Language, ArticleMarkup.Read(article.Body).Trim());
}
