using System.Text.Json;
using System.Text.Json.Nodes;
using CsrAgent.Knowledge.Passages;
using CsrAgent.Knowledge.Ranking.Entities;
using Microsoft.Extensions.Options;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CsrAgent.Adapters.Elasticsearch.Indexing;

/// <summary>
/// Keeps the names of what the articles describe, for all processes: one document beside the passages, made again when articles have come
/// or gone. Of very many articles, only those that say what they are about are read for names.
/// </summary>
internal sealed class EntityWriter(
    ElasticsearchConnection connection,
    KnowledgeGenerations generations,
    PassageReader reader,
    IOptions<ElasticsearchOptions> options
)
{
    // Mining reads all texts at once.
    private const int MaxMined = 20_000;
    private string? _made;

    /// <summary>Whether it had to.</summary>
    public async Task<bool> WriteAsync(string index, CancellationToken cancellationToken)
    {
        var (articles, state) = await StateAsync(index, cancellationToken);
        if (_made == state) return false;
        if (articles <= MaxMined)
        {
            var document = new JsonObject { [PassageFields.Catalog] = JsonSerializer.Serialize(await MineAsync(index, cancellationToken)) };
            await connection.SendAsync(
                HttpMethod.PUT,
                $"/{index}/_doc/{PassageFields.Catalog}",
                document,
                options.Value.Timeout,
                cancellationToken
            );
            await generations.RefreshAsync(index, cancellationToken);
        }
        _made = state;
        return true;
    }

    private async Task<EntityCatalog> MineAsync(string index, CancellationToken cancellationToken)
    {
        var (ids, given, texts) = (new List<string>(), new Dictionary<int, string>(), new List<(int, string)>());
        await foreach (var document in reader.AllAsync(index, cancellationToken))
        {
            var hit = PassageDocument.Read(document.Source);
            if (ids.Count == 0 || ids[^1] != hit.ArticleId) ids.Add(hit.ArticleId);
            if (hit.Entity is { } entity) given[ids.Count - 1] = entity;
            texts.Add((ids.Count - 1, $"{hit.Title}\n{hit.Passage.Heading}\n{MarkdownText.Plain(hit.Passage.Text)}"));
        }
        return EntityCatalog.Of(EntityMiner.Mine(texts, ids.Count, given), ids);
    }

    private async Task<(int Articles, string State)> StateAsync(string index, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["size"] = 0,
            ["query"] = PassageReader.Term(PassageFields.Head, true),
            ["track_total_hits"] = true,
            ["aggregations"] = new JsonObject
            {
                ["newest"] = new JsonObject { ["max"] = new JsonObject { ["field"] = PassageFields.Synced } },
            },
        };
        var answer = await reader.SearchAsync(index, body, cancellationToken);
        var articles = (int)answer["hits"]!["total"]!["value"]!;
        return (articles, $"{index}/{articles}/{answer["aggregations"]!["newest"]!["value"]?.ToJsonString()}");
    }
}
