using System.Text.Json;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Tests.Documentation.WordIndex;

/// <summary>A small but complete index: the ranking is the domain's, a generation is a JSON file, a search reads one snapshot.</summary>
internal sealed class WordKnowledgeIndex : IKnowledgeIndex
{
    private readonly string _file;
    private readonly Lock _writing = new();
    private volatile WordSnapshot _snapshot;

    public int Searches;

    public WordKnowledgeIndex(string file)
    {
        _file = file;
        _snapshot = new(File.Exists(file) ? JsonSerializer.Deserialize<List<WordEntry>>(File.ReadAllText(file))! : []);
    }

    public Task UpsertAsync(IReadOnlyCollection<KnowledgeArticle> articles, DateTimeOffset syncedAt, CancellationToken cancellationToken)
    {
        var ids = articles.Select(article => article.Id).ToHashSet();
        Replace(entry => ids.Contains(entry.Article.Id), articles, syncedAt);
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(string articleId, string? source, CancellationToken cancellationToken) =>
        Task.FromResult(
            Replace(entry => entry.Article.Id == articleId && entry.Article.Source == (source ?? entry.Article.Source), [], default) > 0
        );

    public Task<IReadOnlyList<PassageHit>> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref Searches);
        return Task.FromResult(PassageSearch.In(_snapshot, query));
    }

    public Task SwapAsync(
        string source,
        IReadOnlyCollection<KnowledgeArticle> articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    )
    {
        var ids = articles.Select(article => article.Id).ToHashSet();
        Replace(
            entry => entry.Article.Source == source || ids.Contains(entry.Article.Id),
            [.. articles.Select(article => article with { Source = source })],
            syncedAt
        );
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, IndexedArticle>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IndexedArticle>>(
            _snapshot.Entries.ToDictionary(
                entry => entry.Article.Id,
                entry => new IndexedArticle(
                    entry.Article.Id,
                    entry.Article.Title,
                    ArticleHash.Of(entry.Article),
                    entry.Article.Source,
                    entry.SyncedAt
                )
            )
        );

    public Task<KnowledgeArticle?> ReadAsync(string articleId, CancellationToken cancellationToken) =>
        Task.FromResult(_snapshot.Entries.FirstOrDefault(entry => entry.Article.Id == articleId)?.Article);

    public IAsyncEnumerable<PassageHit> ReadPassagesAsync(CancellationToken cancellationToken)
    {
        var snapshot = _snapshot;
        return Enumerable.Range(0, snapshot.ArticleOf.Length).Select(snapshot.Passage).ToAsyncEnumerable();
    }

    public Task ProbeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    private int Replace(Predicate<WordEntry> isOld, IReadOnlyCollection<KnowledgeArticle> articles, DateTimeOffset syncedAt)
    {
        lock (_writing)
        {
            var entries = _snapshot.Entries.ToList();
            var known = entries.ToDictionary(entry => entry.Article.Id, entry => entry.Article.Source);
            var allowed = articles.Where(article => !known.TryGetValue(article.Id, out var source) || article.MayReplace(source)).ToList();
            var kept = articles.Except(allowed).Select(article => article.Id).ToHashSet();
            var removed = entries.RemoveAll(entry => isOld(entry) && !kept.Contains(entry.Article.Id));
            entries.AddRange(allowed.Select(article => new WordEntry(article, syncedAt)));
            File.WriteAllText(_file + ".new", JsonSerializer.Serialize(entries));
            File.Move(_file + ".new", _file, overwrite: true);
            _snapshot = new(entries);
            return removed;
        }
    }
}
