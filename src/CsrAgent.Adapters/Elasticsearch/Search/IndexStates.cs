using System.Text.Json;
using System.Text.Json.Nodes;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Knowledge.Ranking.Entities;
using Microsoft.Extensions.Options;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <summary>
/// The state of the index, read again after some seconds by one search, while others go on with the one before. Where reading it takes
/// long, it is read less often: never more than a hundredth of the time.
/// </summary>
internal sealed class IndexStates(
    ElasticsearchConnection connection,
    KnowledgeGenerations generations,
    IOptions<ElasticsearchOptions> options,
    TimeProvider time
) : IDisposable
{
    private const int MaxLanguages = 60;
    private static readonly TimeSpan MinAge = TimeSpan.FromSeconds(3);

    private readonly TimeSpan _timeout = options.Value.SearchTimeout;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Known? _known;

    public async Task<IndexState> GetAsync(CancellationToken cancellationToken)
    {
        var known = _known;
        if (known is not null && time.GetElapsedTime(known.At) < known.Lasts) return known.State;
        // Others need not wait for the newer one.
        if (!await _reading.WaitAsync(known is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken)) return known!.State;
        try
        {
            known = _known;
            if (known is not null && time.GetElapsedTime(known.At) < known.Lasts) return known.State;
            var started = time.GetTimestamp();
            var state = await ReadAsync(cancellationToken);
            var took = time.GetElapsedTime(started);
            _known = new Known(state, time.GetTimestamp(), took * 100 > MinAge ? took * 100 : MinAge);
            return state;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>After a write of this process: its next search sees it.</summary>
    public void Forget() => _known = null;

    public void Dispose() => _reading.Dispose();

    private async Task<IndexState> ReadAsync(CancellationToken cancellationToken)
    {
        if (await generations.ReadMappingAsync(_timeout, cancellationToken) is not var (index, mapping)) return IndexState.Empty;
        var vectors = mapping.At("properties")
            .AsObject()
            .Select(field => field.Key)
            .Where(name => name.StartsWith(PassageFields.Vector, StringComparison.Ordinal))
            .Select(name => name[PassageFields.Vector.Length..])
            .ToHashSet();
        var answer = await connection.SendAsync(HttpMethod.POST, $"/{index}/_search", Statistics(), _timeout, cancellationToken);
        return new IndexState(index, vectors, ReadLanguages(answer), await ReadCatalogAsync(index, cancellationToken));
    }

    private async Task<EntityCatalog> ReadCatalogAsync(string index, CancellationToken cancellationToken)
    {
        try
        {
            var path = $"/{index}/_doc/{PassageFields.Catalog}";
            var found = await connection.SendAsync(HttpMethod.GET, path, null, _timeout, cancellationToken);
            var catalog = found.At("_source").At(PassageFields.Catalog).GetValue<string>();
            return JsonSerializer.Deserialize<EntityCatalog>(catalog) ?? EntityCatalog.Empty;
        }
        catch (ElasticsearchException e) when (e.Fault == ElasticsearchFault.Missing)
        {
            return EntityCatalog.Empty;
        }
    }

    private static JsonObject Statistics()
    {
        var aggregations = new JsonObject
        {
            ["heads"] = new JsonObject { ["filter"] = PassageReader.Term(PassageFields.Head, true) },
        };
        foreach (var field in SearchedField.All)
        {
            aggregations[field.Name] = new JsonObject { ["avg"] = new JsonObject { ["field"] = KnowledgeMapping.LengthOf(field) } };
        }
        return new JsonObject
        {
            ["size"] = 0,
            ["track_total_hits"] = false,
            ["aggregations"] = new JsonObject
            {
                ["languages"] = new JsonObject
                {
                    ["terms"] = new JsonObject { ["field"] = PassageFields.Language, ["size"] = MaxLanguages },
                    ["aggregations"] = aggregations,
                },
            },
        };
    }

    private static Dictionary<string, LanguageState> ReadLanguages(JsonNode answer) =>
        answer.At("aggregations").At("languages").At("buckets")
            .AsArray()
            .ToDictionary(
                bucket => bucket.At("key").GetValue<string>(),
                bucket => new LanguageState(
                    (int)bucket.At("heads").At("doc_count"),
                    [.. SearchedField.All.Select(field => (double?)bucket.At(field.Name)["value"] ?? 1)]
                )
            );

    private sealed record Known(IndexState State, long At, TimeSpan Lasts);
}
