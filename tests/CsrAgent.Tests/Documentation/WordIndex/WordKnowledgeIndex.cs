using System.Collections.Concurrent;
using CsrAgent.Knowledge;

namespace CsrAgent.Tests.Documentation.WordIndex;

/// <summary>The smallest index that answers a question.</summary>
internal sealed class WordKnowledgeIndex : IKnowledgeIndex
{
    private readonly ConcurrentDictionary<string, (KnowledgeArticle Article, DateTimeOffset At)> _articles = new();

    public int Searches;

    public Task UpsertAsync(IReadOnlyCollection<KnowledgeArticle> articles, DateTimeOffset syncedAt, CancellationToken cancellationToken)
    {
        foreach (var article in articles) _articles[article.Id] = (article, syncedAt);
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(string articleId, CancellationToken cancellationToken) =>
        Task.FromResult(_articles.TryRemove(articleId, out _));

    public Task<IReadOnlyList<PassageHit>> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Searches);
        var asked = WordsOf(query.Text);
        var hits =
            from entry in _articles.Values
            let article = entry.Article
            let found = asked.Intersect(WordsOf(article.Title)).Count()
            where found > 0
            orderby found descending
            let relevance = (double)found / asked.Count
            select new PassageHit(new Passage(article.Id, 0, null, article.Body), article.Title, article.Url, article.Language, relevance);
        return Task.FromResult<IReadOnlyList<PassageHit>>([.. hits.Take(query.Limit)]);
    }

    public async Task SwapAsync(
        string source,
        IReadOnlyCollection<KnowledgeArticle> articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in _articles.Values.Where(entry => entry.Article.Source == source).Select(entry => entry.Article.Id))
        {
            _articles.TryRemove(id, out _);
        }
        await UpsertAsync(articles, syncedAt, cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, IndexedArticle>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IndexedArticle>>(
            _articles.Values.ToDictionary(
                entry => entry.Article.Id,
                entry => new IndexedArticle(
                    entry.Article.Id,
                    entry.Article.Title,
                    ArticleHash.Of(entry.Article),
                    entry.Article.Source,
                    entry.At
                )
            )
        );

    public Task ProbeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static HashSet<string> WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split(' ').Where(word => word.Length > 4).Select(word => word[..5])];
}
