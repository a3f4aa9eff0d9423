using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Knowledge.Vectors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Lucene;

/// <summary>
/// The knowledge index on the local disk. For one process at a time; survives being killed at any moment. Writes are serialized; a search
/// never waits for them. Opened on first use unless <see cref="Open"/> was called before.
/// </summary>
public sealed class LuceneKnowledgeIndex(IOptions<LuceneKnowledgeOptions> options, ILogger<LuceneKnowledgeIndex> logger)
    : IKnowledgeIndex,
        IDisposable
{
    private readonly Lock _loader = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private GenerationFolder? _folder;
    private volatile Generation? _live;
    private volatile bool _disposed;

    /// <summary>Opens or creates the index. Throws <see cref="CsrAgentException"/> if the folder cannot be used.</summary>
    public void Open() => Live();

    public Task<IReadOnlyList<PassageHit>> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var snapshot = Acquire();
        try
        {
            return Task.FromResult(PassageSearch.In(snapshot, query));
        }
        finally
        {
            snapshot.Release();
        }
    }

    public Task UpsertAsync(IReadOnlyCollection<KnowledgeArticle> articles, DateTimeOffset syncedAt, CancellationToken cancellationToken) =>
        WriteAsync(
            live =>
            {
                var allowed = articles.Where(article => MayWrite(article, live));
                live.Write(allowed.Select(article => new StoredArticle(article, syncedAt)), [], cancellationToken);
                return true;
            },
            cancellationToken
        );

    public Task<bool> DeleteAsync(string articleId, string? source, CancellationToken cancellationToken) =>
        WriteAsync(
            live =>
            {
                if (!live.Articles.TryGetValue(articleId, out var known) || known.Source != (source ?? known.Source)) return false;
                live.Write([], [articleId], cancellationToken);
                return true;
            },
            cancellationToken
        );

    public Task SwapAsync(
        string source,
        IReadOnlyCollection<KnowledgeArticle> articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            live =>
            {
                var written = articles.Select(article => article with { Source = source }).Where(article => MayWrite(article, live));
                var ids = written.Select(article => article.Id).ToHashSet();
                var kept = live.Stored().Where(stored => stored.Article.Source != source && !ids.Contains(stored.Article.Id));
                Swap(live, kept.Concat(written.Select(article => new StoredArticle(article, syncedAt))), cancellationToken);
                return true;
            },
            cancellationToken
        );

    public Task<IReadOnlyDictionary<string, IndexedArticle>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Live().Articles);
    }

    public Task<KnowledgeArticle?> ReadAsync(string articleId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var snapshot = Acquire();
        try
        {
            return Task.FromResult(snapshot.Read(articleId));
        }
        finally
        {
            snapshot.Release();
        }
    }

    public IAsyncEnumerable<PassageHit> ReadPassagesAsync(CancellationToken cancellationToken) =>
        ReadPassages(cancellationToken).ToAsyncEnumerable();

    /// <summary>Embeds some of the passages that have no vector yet.</summary>
    /// <returns>True when there is more to do.</returns>
    public async Task<bool> EmbedSomeAsync(PassageEmbedder embedder, CancellationToken cancellationToken)
    {
        var snapshot = Acquire();
        try
        {
            return await embedder.EmbedSomeAsync(snapshot, cancellationToken);
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>Opens the index if it is not open yet.</summary>
    public Task ProbeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Acquire().Release();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _writing.Wait();
        lock (_loader)
        {
            if (!_disposed)
            {
                _disposed = true;
                _live?.Dispose();
                _folder?.Dispose();
            }
        }
        _writing.Release();
    }

    private static bool MayWrite(KnowledgeArticle article, Generation live) =>
        !live.Articles.TryGetValue(article.Id, out var known) || article.MayReplace(known.Source);

    private Snapshot Acquire()
    {
        while (true)
        {
            // Null if it was swapped between the two calls; then the next one is in place.
            if (Live().Acquire() is { } snapshot) return snapshot;
        }
    }

    private IEnumerable<PassageHit> ReadPassages(CancellationToken cancellationToken)
    {
        var snapshot = Acquire();
        try
        {
            for (var number = 0; number < snapshot.ArticleOf.Length; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (snapshot.ArticleOf[number] >= 0) yield return snapshot.Read(number);
            }
        }
        finally
        {
            snapshot.Release();
        }
    }

    private Generation Live()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_live is { } live) return live;
        lock (_loader)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _live ??= OpenFirst();
        }
    }

    private Generation OpenFirst()
    {
        var folder = new GenerationFolder(options.Value.Folder);
        try
        {
            var live = new GenerationLoader(folder, logger).Open();
            _folder = folder;
            return live;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private async Task<T> WriteAsync<T>(Func<Generation, T> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return write(Live());
        }
        catch (IOException e)
        {
            throw new CsrAgentException(
                $"The knowledge index could not be written ({e.Message}). Check the disk of '{options.Value.Folder}'; nothing was changed.",
                e
            );
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Swap(Generation old, IEnumerable<StoredArticle> articles, CancellationToken cancellationToken)
    {
        var next = Generation.Open(_folder!.Next());
        try
        {
            next.Write(articles, [], cancellationToken);
            _folder.Use(next.Folder);
        }
        catch
        {
            next.Dispose();
            Directory.Delete(next.Folder, recursive: true);
            throw;
        }
        _live = next;
        old.Dispose();
        _folder.KeepOnly(next.Folder);
    }
}
