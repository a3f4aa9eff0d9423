using System.Text.Json.Nodes;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;
using Microsoft.Extensions.Options;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CsrAgent.Adapters.Elasticsearch.Indexing;

/// <summary>
/// Writes articles into an index. An article's first passage is written after its others, so that one that was cut off half-way does not
/// pass for indexed and is written again. Searches see nothing of it before the refresh at the end.
/// </summary>
/// <remarks>Six constructor parameters: what writes, what reads, and how an article is written.</remarks>
internal sealed class ArticleWriter(
    ElasticsearchConnection connection,
    BulkWriter bulk,
    KnowledgeGenerations generations,
    PassageReader reader,
    ILanguageLexicons lexicons,
    IOptions<ElasticsearchOptions> options
)
{
    // Bounds what is in memory: articles are small, and the largest are a few.
    private const int Chunk = 50;

    /// <summary>Adds articles, or replaces them.</summary>
    public async Task UpsertAsync(
        string index,
        IEnumerable<KnowledgeArticle> articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    )
    {
        // What an earlier writer left half-way is then seen below, and removed.
        await generations.RefreshAsync(index, cancellationToken);
        foreach (var some in articles.Chunk(Chunk))
        {
            var allowed = await AllowedAsync(index, some, cancellationToken);
            if (allowed.Length == 0) continue;
            var versions = await WriteAsync(index, allowed, syncedAt, cancellationToken);
            await RemoveAsync(index, [.. allowed.Select(article => article.Id)], versions, cancellationToken);
        }
        await generations.RefreshAsync(index, cancellationToken);
    }

    /// <summary>Adds articles that the index does not hold.</summary>
    public async Task AddAsync(
        string index,
        IEnumerable<KnowledgeArticle> articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    )
    {
        foreach (var some in articles.Chunk(Chunk)) await WriteAsync(index, some, syncedAt, cancellationToken);
    }

    /// <summary>False when there was no such article, or it is of another source than the one named.</summary>
    public async Task<bool> DeleteAsync(string index, string article, string? source, CancellationToken cancellationToken)
    {
        await generations.RefreshAsync(index, cancellationToken);
        if (source is not null && (await SourcesOfAsync(index, [article], cancellationToken)).GetValueOrDefault(article, source) != source)
        {
            return false;
        }
        var deleted = await RemoveAsync(index, [article], [], cancellationToken);
        await generations.RefreshAsync(index, cancellationToken);
        return deleted > 0;
    }

    private async Task<KnowledgeArticle[]> AllowedAsync(string index, KnowledgeArticle[] articles, CancellationToken cancellationToken)
    {
        var ofSources = articles.Where(article => article.Source != KnowledgeArticle.ApiSource).Select(article => article.Id).ToList();
        if (ofSources.Count == 0) return articles;
        var known = await SourcesOfAsync(index, ofSources, cancellationToken);
        return [.. articles.Where(article => !known.TryGetValue(article.Id, out var source) || article.MayReplace(source))];
    }

    private async Task<Dictionary<string, string>> SourcesOfAsync(
        string index,
        IReadOnlyCollection<string> articles,
        CancellationToken cancellationToken
    ) =>
        (await reader.FindAsync(index, articles, cancellationToken))
            .Select(head => PassageDocument.ReadEntry(head.Source))
            .ToDictionary(entry => entry.Id, entry => entry.Source, StringComparer.Ordinal);

    private async Task<IReadOnlyList<string>> WriteAsync(
        string index,
        KnowledgeArticle[] articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    )
    {
        var documents = articles.SelectMany(article => PassageDocument.Of(article, syncedAt, lexicons)).ToList();
        foreach (var isHead in new[] { false, true })
        {
            var some = documents.Where(document => document.IsHead == isHead);
            await bulk.WriteAsync(index, some.Select(document => new BulkItem(document.Id, document.Source)), cancellationToken);
        }
        return [.. documents.Select(document => document.Version).Distinct()];
    }

    // It sees the index as of the last refresh, before what was just written: that is newer, and stays (a conflict).
    private async Task<int> RemoveAsync(
        string index,
        IReadOnlyList<string> articles,
        IReadOnlyList<string> kept,
        CancellationToken cancellationToken
    )
    {
        var query = new JsonObject { ["filter"] = new JsonArray(PassageReader.Terms(PassageFields.Article, articles)) };
        if (kept.Count > 0) query["must_not"] = new JsonArray(PassageReader.Terms(PassageFields.Version, kept));
        var answer = await connection.SendAsync(
            HttpMethod.POST,
            $"/{index}/_delete_by_query?conflicts=proceed",
            new JsonObject { ["query"] = new JsonObject { ["bool"] = query } },
            options.Value.Timeout,
            cancellationToken
        );
        if (answer["failures"] is JsonArray { Count: > 0 } || (bool?)answer["timed_out"] == true)
        {
            throw new ElasticsearchException(ElasticsearchFault.Away, "Elasticsearch could not remove all passages; it is tried again.");
        }
        return (int?)answer["deleted"] ?? 0;
    }
}
