using CsrAgent.Adapters.Elasticsearch.Indexing;
using CsrAgent.Adapters.Elasticsearch.Search;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Knowledge.Sharing;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>
/// What the process that builds does beside the sync: vectors for passages that have none, the names in the articles, and the end of
/// generations that nobody searches any more.
/// </summary>
/// <remarks>Ten constructor parameters: one for each of its duties, and what every loop has.</remarks>
internal sealed class ElasticsearchUpkeep(
    ElasticsearchKnowledgeIndex index,
    KnowledgeGenerations generations,
    PassageVectorWriter vectors,
    EntityWriter entities,
    SearchMemory memory,
    BuilderLease lease,
    ILanguageLexicons lexicons,
    LoopHealth health,
    TimeProvider time,
    ILogger<ElasticsearchUpkeep> logger
) : PeriodicLoop(health, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    // Longer than any search.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private (string Index, long Since)? _seen;

    /// <summary>Building a large index again takes time.</summary>
    protected override TimeSpan MaxIteration => TimeSpan.FromMinutes(30);

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        try
        {
            return lease.IsHeld && await RunAsync(stopping) ? TimeSpan.Zero : Pause;
        }
        // Not a fault of this server, whatever Elasticsearch's or the model's is: the index's own check says so.
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            Logger.LogWarning(e, "The index in Elasticsearch could not be kept up; trying again in {Delay}", Retry);
            return Retry;
        }
    }

    /// <returns>True when there is more to do.</returns>
    internal async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (await generations.ReadMappingAsync(TimeSpan.FromSeconds(10), cancellationToken) is not var (current, mapping)) return false;
        if ((string?)mapping["_meta"]?["revision"] != KnowledgeMapping.RevisionOf(lexicons))
        {
            Logger.LogInformation("The index {Index} was made by another version; its articles are indexed again", current);
            await index.RebuildAsync(cancellationToken);
            return true;
        }
        await CleanUpAsync(current, cancellationToken);
        var more = vectors.IsOn && await vectors.WriteSomeAsync(current, cancellationToken);
        if (!more && await entities.WriteAsync(current, cancellationToken)) memory.Forget();
        return more;
    }

    private async Task CleanUpAsync(string current, CancellationToken cancellationToken)
    {
        if (_seen?.Index != current)
        {
            _seen = (current, Time.GetTimestamp());
        }
        else if (_seen.Value.Since is var since and > 0 && Time.GetElapsedTime(since) > Grace)
        {
            await generations.KeepOnlyAsync([current], cancellationToken);
            _seen = (current, 0);
        }
    }
}
