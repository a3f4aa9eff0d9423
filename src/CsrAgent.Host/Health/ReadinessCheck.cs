using CsrAgent.Channels;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Memory;
using CsrAgent.Telemetry;

namespace CsrAgent.Host.Health;

/// <summary>Probes every part that messages depend on, and reads the heartbeats of the background loops.</summary>
/// <remarks>Eight constructor parameters: the parts that it probes.</remarks>
internal sealed class ReadinessCheck(
    IStoreProbe store,
    IKnowledgeIndex index,
    KnowledgeSync sync,
    CustomerMemories memories,
    LoopHealth loops,
    IEnumerable<IChannelHealth> channels,
    TimeProvider time,
    ILogger<ReadinessCheck> logger
)
{
    /// <summary>Shorter than the usual timeout of a load balancer's probe.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>A check writes to the store: however many ask, it is done once in this time.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private (Task<IReadOnlyList<HealthCheckBody>> Result, long At)? _last;

    public Task<IReadOnlyList<HealthCheckBody>> RunAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_last is not { } last || (last.Result.IsCompleted && time.GetElapsedTime(last.At) >= Holds))
            {
                // Nobody's request ends it: others wait for it too.
                _last = last = (CheckAsync(CancellationToken.None), time.GetTimestamp());
            }
            return last.Result.WaitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<HealthCheckBody>> CheckAsync(CancellationToken cancellationToken)
    {
        var write = await TryAsync("store", store.WriteAsync, cancellationToken);
        var knowledge = await TryAsync("knowledge", index.ProbeAsync, cancellationToken);
        var ends = channels.Select(channel => new HealthCheckBody($"channel {channel.Name}", true, channel.Fault));
        HealthCheckBody[] memory = memories.HasStore
            ? [new("memory", true, await memories.FindFaultAsync(cancellationToken))] // Replies go on without it.
            : [];
        var beats = loops.Read().Select(loop => new HealthCheckBody(loop.Name, loop.Ok, loop.Fault));
        return [write, knowledge, Articles(), .. memory, .. ends, .. beats];
    }

    /// <summary>An article that cannot be read is a fault for the operator to see; the others still answer.</summary>
    private HealthCheckBody Articles()
    {
        var (hasArticles, failed, shrinking) = sync.State;
        var fault =
            shrinking.Count > 0 ? shrinking[0].Explanation
            : failed.Count > 0 ? $"{failed.Count} could not be read, first {failed[0].Id}"
            : null;
        return new("articles", hasArticles, fault);
    }

    private async Task<HealthCheckBody> TryAsync(string name, Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask(cancellationToken).WaitAsync(Timeout, time, cancellationToken);
            return new(name, true, null);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever a part throws is the check's result.
            logger.LogWarning(e, "Readiness: {Part} does not respond", name);
            return new(name, false, e.GetType().Name);
        }
    }
}
