namespace CsrAgent.Knowledge.Sharing;

/// <summary>
/// Where many processes have an index each: publishes what the articles API accepts, and applies what others have published, in the order
/// of the log, so that all end with the same. Safe to call from many threads.
/// </summary>
public sealed class SharedArticles(IKnowledgeIndex index, TimeProvider time, IEnumerable<IArticleLog> logs) : IDisposable
{
    private readonly IArticleLog? _log = index.IsShared ? null : logs.FirstOrDefault();
    private readonly SemaphoreSlim _following = new(1, 1);
    private long _position;

    /// <summary>False where there are no others, or all search the same index.</summary>
    public bool IsOn => _log is not null;

    /// <summary>Durable, and in the index of this process, when it returns; the other processes follow within seconds.</summary>
    public async Task PublishAsync(IReadOnlyCollection<ArticleChange> changes, CancellationToken cancellationToken)
    {
        if (_log is null) throw new InvalidOperationException("There is no log of articles.");
        await _log.AppendAsync(changes, cancellationToken);
        await FollowAsync(cancellationToken);
    }

    /// <summary>Applies what was published since the last time; at first, all that was ever published.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (_log is null) return;
        await _following.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                var page = await _log.ReadAsync(_position, cancellationToken);
                await ApplyAsync(page.Changes, cancellationToken);
                // Only now: what fails above is read again.
                _position = page.Position;
                if (!page.HasMore) return;
            }
        }
        finally
        {
            _following.Release();
        }
    }

    public void Dispose() => _following.Dispose();

    private async Task ApplyAsync(IReadOnlyList<ArticleChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0) return;
        var indexed = await index.FindAsync([.. changes.Select(change => change.Id)], cancellationToken);
        var articles = changes.Select(change => change.Article).OfType<KnowledgeArticle>();
        var changed = articles.Where(article => !IsSame(article, indexed)).ToList();
        if (changed.Count > 0) await index.UpsertAsync(changed, time.GetUtcNow(), cancellationToken);
        foreach (var change in changes.Where(change => change.Article is null && indexed.ContainsKey(change.Id)))
        {
            // An article of a source may have its id by now; that one stays.
            await index.DeleteAsync(change.Id, KnowledgeArticle.ApiSource, cancellationToken);
        }
    }

    private static bool IsSame(KnowledgeArticle article, IReadOnlyDictionary<string, IndexedArticle> indexed) =>
        indexed.TryGetValue(article.Id, out var known) && known.Source == article.Source && known.ContentHash == ArticleHash.Of(article);
}
