using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <summary>
/// Searches: what is known about the words, then the candidates in one request, then the ranking. Within the time limit, whatever
/// Elasticsearch does: by words alone if the vectors take too long.
/// </summary>
/// <remarks>Eight constructor parameters: what a search goes through, in its order.</remarks>
internal sealed class ElasticsearchSearch(
    ElasticsearchConnection connection,
    IndexStates states,
    SearchPlanner planner,
    ILanguageLexicons lexicons,
    VectorModel model,
    IOptions<ElasticsearchOptions> options,
    TimeProvider time,
    ILogger<ElasticsearchSearch> logger
)
{
    private const int MaxKept = 20_000;

    private static readonly Counter<long> Degraded = AgentMeter.Meter.CreateCounter<long>(
        "csr_knowledge_degraded_total",
        description: "Searches of Elasticsearch that did without vectors or without some shards"
    );

    private readonly ConcurrentDictionary<string, PassageTerms> _terms = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<PassageHit>> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (query.Limit <= 0) return [];
        using var limit = new CancellationTokenSource(options.Value.SearchTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await SearchCurrentAsync(query, both.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ElasticsearchException(
                ElasticsearchFault.Away,
                $"Elasticsearch at {connection.Address} did not answer a search in time (ELASTICSEARCH_SEARCH_TIMEOUT).",
                e
            );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // JSON of another shape than Elasticsearch's.
            throw new ElasticsearchException(
                ElasticsearchFault.Refused,
                $"What answers at ELASTICSEARCH_URL ({connection.Address}) does not answer as Elasticsearch does.",
                e
            );
        }
    }

    private async Task<IReadOnlyList<PassageHit>> SearchCurrentAsync(KnowledgeQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await SearchWithinAsync(query, cancellationToken);
        }
        // A new generation took the index's place, and it was deleted, while this search was slow.
        catch (ElasticsearchException e) when (e.Fault == ElasticsearchFault.Missing)
        {
            states.Forget();
            return await SearchWithinAsync(query, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<PassageHit>> SearchWithinAsync(KnowledgeQuery query, CancellationToken cancellationToken)
    {
        var state = await states.GetAsync(cancellationToken);
        var plans = await planner.PlanAsync(query, state, cancellationToken);
        if (plans.Count == 0) return [];
        var answer = await FindAsync(query, state, plans, cancellationToken);
        var candidates = answer.At("hits").At("hits").AsArray().Select(hit => Read(hit.At("_source")));
        return PassageSearch.In(new CandidateSnapshot(candidates, state, plans), query);
    }

    private async Task<JsonNode> FindAsync(
        KnowledgeQuery query,
        IndexState state,
        IReadOnlyList<LanguagePlan> plans,
        CancellationToken cancellationToken
    )
    {
        var vectors = query.Vectors is not null && state.VectorFields.Contains(model.Hash) ? model.Hash : null;
        var half = options.Value.SearchTimeout / 2;
        if (vectors is not null)
        {
            try
            {
                var answer = await AskAsync(CandidateQuery.Of(query, state, plans, vectors, half), half, cancellationToken);
                if (!IsPartial(answer)) return answer;
            }
            catch (ElasticsearchException e)
            {
                // Whatever is wrong with the vectors: the words may still be found. The index may also be another one by now.
                logger.LogWarning("A search of Elasticsearch goes by words alone: {Fault}", e.Message);
                states.Forget();
            }
            Degraded.Add(1, new KeyValuePair<string, object?>("reason", "vectors"));
        }
        var words = await AskAsync(CandidateQuery.Of(query, state, plans, null, half), half, cancellationToken);
        if (!IsPartial(words)) return words;
        Degraded.Add(1, new KeyValuePair<string, object?>("reason", "shards"));
        logger.LogWarning(
            "A search of Elasticsearch went without {Failed} of {Total} shards; timed out: {TimedOut}",
            (int?)words["_shards"]?["failed"],
            (int?)words["_shards"]?["total"],
            (bool?)words["timed_out"]
        );
        return words;
    }

    // The alias, not the index: a swap may have happened since the state was read.
    private Task<JsonNode> AskAsync(JsonObject body, TimeSpan timeout, CancellationToken cancellationToken) =>
        connection.SendAsync(HttpMethod.POST, $"/{options.Value.Index}/_search", body, timeout, cancellationToken);

    private static bool IsPartial(JsonNode answer) => (int?)answer["_shards"]?["failed"] > 0 || (bool?)answer["timed_out"] == true;

    private Candidate Read(JsonNode source)
    {
        var hit = PassageDocument.Read(source);
        var key = $"{(string?)source[PassageFields.Version]} {hit.Passage.Index}";
        if (!_terms.TryGetValue(key, out var terms))
        {
            if (_terms.Count >= MaxKept) _terms.Clear();
            _terms[key] = terms = PassageTerms.Of(hit, lexicons.Of(hit.Language).Analyzer);
            model.Learn(hit);
        }
        return new Candidate(hit, terms, PassageDocument.ReadVector(source, model.Hash));
    }
}
