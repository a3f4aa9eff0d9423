using CsrAgent.Knowledge.Vectors;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Lucene;

/// <summary>Embeds what was indexed, in the background: the start and an upsert do not wait for it.</summary>
internal sealed class LuceneEmbeddingLoop(
    LuceneKnowledgeIndex index,
    PassageEmbedder embedder,
    LoopHealth health,
    TimeProvider time,
    ILogger<LuceneEmbeddingLoop> logger
) : PeriodicLoop(health, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    protected override bool HasWork => embedder.IsOn;

    /// <summary>A model behind HTTP may be slow.</summary>
    protected override TimeSpan MaxIteration => TimeSpan.FromMinutes(2);

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        try
        {
            return await index.EmbedSomeAsync(embedder, stopping) ? TimeSpan.Zero : Pause;
        }
        // Not a fault of the server, whatever the model's is: passages without a vector are found by their words.
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            Logger.LogError(e, "Articles could not be embedded and are searched by their words; trying again in {Delay}", Retry);
            return Retry;
        }
    }
}
