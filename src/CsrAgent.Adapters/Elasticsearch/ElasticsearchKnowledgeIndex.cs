using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CsrAgent.Adapters.Elasticsearch.Indexing;
using CsrAgent.Adapters.Elasticsearch.Search;
using CsrAgent.Knowledge;
using Microsoft.Extensions.Options;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>
/// The knowledge index that all processes share. Writes follow each other; a search never waits for them and sees one generation, as of
/// its last refresh.
/// </summary>
/// <remarks>Nine constructor parameters: reading, writing and searching, each in its own class.</remarks>
internal sealed class ElasticsearchKnowledgeIndex(
    ElasticsearchConnection connection,
    KnowledgeGenerations generations,
    PassageReader reader,
    ArticleWriter writer,
    GenerationBuilder builder,
    ElasticsearchSearch search,
    SearchMemory memory,
    WriteLease lease,
    IOptions<ElasticsearchOptions> options
) : IKnowledgeIndex, IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    public bool IsShared => true;

    public Task<IReadOnlyList<PassageHit>> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken) =>
        search.SearchAsync(query, cancellationToken);

    public Task UpsertAsync(IReadOnlyCollection<KnowledgeArticle> articles, DateTimeOffset syncedAt, CancellationToken cancellationToken) =>
        WriteAsync(
            async held => await writer.UpsertAsync(await generations.OpenAsync(held), articles, syncedAt, held),
            cancellationToken
        );

    public async Task<bool> DeleteAsync(string articleId, string? source, CancellationToken cancellationToken)
    {
        var isDeleted = false;
        await WriteAsync(
            async held =>
            {
                if (await generations.FindAsync(held) is { } index) isDeleted = await writer.DeleteAsync(index, articleId, source, held);
            },
            cancellationToken
        );
        return isDeleted;
    }

    public Task SwapAsync(
        string source,
        IReadOnlyCollection<KnowledgeArticle> articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    ) => WriteAsync(held => builder.SwapAsync(source, articles, syncedAt, held), cancellationToken);

    /// <summary>Builds the index again if another version of the server has made it.</summary>
    public Task RebuildAsync(CancellationToken cancellationToken) => WriteAsync(builder.RebuildAsync, cancellationToken);

    public async Task<IReadOnlyDictionary<string, IndexedArticle>> FindAsync(
        IReadOnlyCollection<string> articleIds,
        CancellationToken cancellationToken
    )
    {
        if (articleIds.Count == 0 || await generations.FindAsync(cancellationToken) is not { } index)
        {
            return new Dictionary<string, IndexedArticle>();
        }
        return (await reader.FindAsync(index, articleIds, cancellationToken))
            .Select(head => PassageDocument.ReadEntry(head.Source))
            .ToDictionary(entry => entry.Id, StringComparer.Ordinal);
    }

    public async Task<KnowledgeArticle?> ReadAsync(string articleId, CancellationToken cancellationToken) =>
        await generations.FindAsync(cancellationToken) is { } index
        && await reader.ReadAsync(index, articleId, cancellationToken) is { } head
            ? PassageDocument.ReadArticle(head.Source)
            : null;

    public async Task<bool> HasArticlesAsync(CancellationToken cancellationToken)
    {
        if (await generations.FindAsync(cancellationToken) is not { } index) return false;
        var body = new JsonObject { ["size"] = 1, ["query"] = PassageReader.Term(PassageFields.Head, true) };
        body["_source"] = false;
        return (await reader.SearchAsync(index, body, cancellationToken)).At("hits").At("hits").AsArray().Count > 0;
    }

    public async Task<IReadOnlyDictionary<string, IndexedArticle>> ListAsync(CancellationToken cancellationToken)
    {
        var articles = new Dictionary<string, IndexedArticle>(StringComparer.Ordinal);
        if (await generations.FindAsync(cancellationToken) is not { } index) return articles;
        await foreach (var head in reader.HeadsAsync(index, cancellationToken))
        {
            var entry = PassageDocument.ReadEntry(head.Source);
            articles[entry.Id] = entry;
        }
        return articles;
    }

    public async IAsyncEnumerable<PassageHit> ReadPassagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await generations.FindAsync(cancellationToken) is not { } index) yield break;
        await foreach (var passage in reader.TextsAsync(index, cancellationToken)) yield return PassageDocument.Read(passage.Source);
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = new JsonObject
        {
            ["size"] = 0,
            ["terminate_after"] = 1,
            ["track_total_hits"] = false,
        };
        try
        {
            var path = $"/{options.Value.Index}/_search";
            await connection.SendAsync(HttpMethod.POST, path, body, options.Value.SearchTimeout, cancellationToken);
        }
        catch (ElasticsearchException e) when (e.Fault == ElasticsearchFault.Missing)
        {
            // Nothing was indexed yet: it answers, and that is what is asked.
        }
    }

    public void Dispose() => _writing.Dispose();

    /// <param name="write">Receives a token that also ends when the lease is lost.</param>
    private async Task WriteAsync(Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await lease.RunAsync(write, cancellationToken);
        }
        finally
        {
            memory.Forget();
            _writing.Release();
        }
    }
}
