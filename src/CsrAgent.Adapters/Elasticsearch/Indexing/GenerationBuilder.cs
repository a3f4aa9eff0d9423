using System.Text.Json.Nodes;
using CsrAgent.Knowledge;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Elasticsearch.Indexing;

/// <summary>
/// Builds a new index beside the one in use and replaces it in one step. Articles that stay are taken over with their vectors, page by
/// page.
/// </summary>
internal sealed class GenerationBuilder(
    KnowledgeGenerations generations,
    PassageReader reader,
    BulkWriter bulk,
    ArticleWriter writer,
    ILogger<GenerationBuilder> logger
)
{
    /// <summary>With exactly these articles of the source, and all articles of other sources.</summary>
    public Task SwapAsync(
        string source,
        IReadOnlyCollection<KnowledgeArticle> articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    ) =>
        ReplaceAsync(
            async (from, to) =>
            {
                var left = articles.Select(article => article with { Source = source }).ToDictionary(article => article.Id);
                var isKept = new HashSet<string>(StringComparer.Ordinal);
                await foreach (var items in TakenOverAsync(from, left, isKept, source, syncedAt, cancellationToken))
                {
                    await bulk.WriteAsync(to, items, cancellationToken);
                }
                foreach (var id in isKept) left.Remove(id);
                await writer.AddAsync(to, left.Values, syncedAt, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>With the same articles, for an index that another version of the server has made.</summary>
    public Task RebuildAsync(CancellationToken cancellationToken) =>
        ReplaceAsync(
            async (from, to) =>
            {
                await foreach (var head in reader.AllAsync(from, cancellationToken))
                {
                    if (!head.IsHead) continue;
                    var article = PassageDocument.ReadArticle(head.Source) with { Source = PassageDocument.ReadEntry(head.Source).Source };
                    await writer.AddAsync(to, [article], PassageDocument.ReadEntry(head.Source).LastSynced, cancellationToken);
                }
            },
            cancellationToken
        );

    private async Task ReplaceAsync(Func<string, string, Task> fill, CancellationToken cancellationToken)
    {
        var from = await generations.OpenAsync(cancellationToken);
        await generations.RefreshAsync(from, cancellationToken);
        var to = await generations.CreateAsync(cancellationToken);
        try
        {
            await CopyVectorFieldsAsync(to, cancellationToken);
            await fill(from, to);
            await generations.RefreshAsync(to, cancellationToken);
            await generations.SwitchAsync(from, to, cancellationToken);
        }
        catch
        {
            // The one in use stays. What is left of this one goes with the next, if Elasticsearch is away now.
            await DiscardAsync(to);
            throw;
        }
        // Searches that have just begun may still be reading the one before.
        await generations.KeepOnlyAsync([from, to], cancellationToken);
    }

    private async Task DiscardAsync(string index)
    {
        try
        {
            await generations.DeleteAsync(index, CancellationToken.None);
        }
        catch (ElasticsearchException e)
        {
            logger.LogWarning(e, "The unfinished index {Index} could not be deleted and goes with the next one", index);
        }
    }

    // Passages of one article follow each other.
    private async IAsyncEnumerable<IReadOnlyList<BulkItem>> TakenOverAsync(
        string from,
        Dictionary<string, KnowledgeArticle> articles,
        HashSet<string> isKept,
        string source,
        DateTimeOffset syncedAt,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        const int Batch = 200;
        var items = new List<BulkItem>();
        var hashes = articles.ToDictionary(article => article.Key, article => ArticleHash.Of(article.Value), StringComparer.Ordinal);
        await foreach (var document in reader.AllAsync(from, cancellationToken))
        {
            var (id, owner) = ((string)document.Source[PassageFields.Article]!, (string?)document.Source[PassageFields.Source]);
            if (hashes.ContainsKey(id) && owner == KnowledgeArticle.ApiSource && source != owner)
            {
                // As it is: it wins over the source's.
                isKept.Add(id);
            }
            else if (hashes.TryGetValue(id, out var hash))
            {
                if ((string?)document.Source[PassageFields.Hash] != hash) continue;
                isKept.Add(id);
                document.Source[PassageFields.Source] = source;
                if (document.IsHead)
                {
                    document.Source[PassageFields.Synced] = syncedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
                }
            }
            else if (owner == source)
            {
                continue;
            }
            PassageDocument.RestoreVectors(document.Source);
            items.Add(new BulkItem(document.Id, document.Source));
            if (items.Count < Batch) continue;
            yield return items;
            items = [];
        }
        yield return items;
    }

    private async Task CopyVectorFieldsAsync(string to, CancellationToken cancellationToken)
    {
        if (await generations.ReadMappingAsync(TimeSpan.FromSeconds(30), cancellationToken) is not var (_, mapping)) return;
        foreach (var (name, field) in mapping["properties"]!.AsObject())
        {
            if (!name.StartsWith(PassageFields.Vector, StringComparison.Ordinal)) continue;
            if ((int?)((JsonObject)field!)["dims"] is { } width) await generations.AddVectorsAsync(to, name, width, cancellationToken);
        }
    }
}
