using CsrAgent.Knowledge;

namespace CsrAgent.Tests.Knowledge;

/// <summary>An index that only remembers what it was told.</summary>
internal sealed class ListedKnowledgeIndex : IKnowledgeIndex
{
    private readonly Dictionary<string, IndexedArticle> _articles = [];

    public bool IsShared { get; init; }

    public List<string> Calls { get; } = [];

    public IEnumerable<string> Ids => _articles.Keys.Order();

    public Exception? Fault { get; set; }

    public Task UpsertAsync(IReadOnlyCollection<KnowledgeArticle> articles, DateTimeOffset syncedAt, CancellationToken cancellationToken)
    {
        Calls.Add("upsert " + string.Join(' ', articles.Select(article => article.Id)));
        foreach (var article in articles)
        {
            if (_articles.TryGetValue(article.Id, out var known) && !article.MayReplace(known.Source)) continue;
            _articles[article.Id] = new IndexedArticle(article.Id, article.Title, ArticleHash.Of(article), article.Source, syncedAt);
        }
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(string articleId, string? source, CancellationToken cancellationToken)
    {
        Calls.Add("delete " + articleId);
        var isMeant = _articles.TryGetValue(articleId, out var known) && known.Source == (source ?? known.Source);
        return Task.FromResult(isMeant && _articles.Remove(articleId));
    }

    public Task<IReadOnlyList<PassageHit>> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SwapAsync(
        string source,
        IReadOnlyCollection<KnowledgeArticle> articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in _articles.Values.Where(article => article.Source == source).Select(article => article.Id).ToList())
        {
            _articles.Remove(id);
        }
        UpsertAsync(articles, syncedAt, cancellationToken);
        Calls[^1] = $"swap {source} {articles.Count}";
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, IndexedArticle>> ListAsync(CancellationToken cancellationToken) =>
        Fault is null
            ? Task.FromResult<IReadOnlyDictionary<string, IndexedArticle>>(new Dictionary<string, IndexedArticle>(_articles))
            : throw Fault;

    public Task<KnowledgeArticle?> ReadAsync(string articleId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<PassageHit> ReadPassagesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ProbeAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
