using CsrAgent.Knowledge.Sharing;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Sync;

/// <summary>Syncs at startup, then at every interval; sooner after a failure. A failed sync never stops the server.</summary>
/// <remarks>Six constructor parameters: the loop's own three, and what it runs.</remarks>
internal sealed class KnowledgeSyncService(
    KnowledgeSync sync,
    BuilderLease lease,
    LoopHealth health,
    IOptions<KnowledgeOptions> options,
    TimeProvider time,
    ILogger<KnowledgeSyncService> logger
) : PeriodicLoop(health, time, logger)
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        try
        {
            await _first.Task.WaitAsync(options.Value.StartWait, Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            Logger.LogWarning(
                "The first knowledge sync takes longer than {Wait}; the server starts with the articles indexed so far",
                options.Value.StartWait
            );
        }
    }

    /// <summary>Without an entry of a source being read; meanwhile the server answers from those already indexed.</summary>
    protected override TimeSpan MaxIteration => TimeSpan.FromMinutes(30);

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        if (!lease.IsHeld && !await TryBecomeBuilderAsync(stopping))
        {
            // Another process does it. Should it die, this one goes on within seconds.
            _first.TrySetResult();
            return BuilderLease.Renewal;
        }
        var complete = await RunAsync(stopping);
        _first.TrySetResult();
        return complete ? options.Value.SyncInterval : options.Value.RetryDelay;
    }

    private async Task<bool> TryBecomeBuilderAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await lease.RenewAsync(cancellationToken);
        }
        // As below: where leases are kept may be away for the moment.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Logger.LogWarning(e, "Whether this process builds the knowledge index is not known; asking again");
            return false;
        }
    }

    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await sync.RunOnceAsync(Beat, cancellationToken)).Complete;
        }
        // What the operator can mend, such as a folder that is not there, needs no stack trace.
        catch (CsrAgentException e)
        {
            Logger.LogError("The knowledge sync failed and will be tried again in {Delay}: {Reason}", options.Value.RetryDelay, e.Message);
            return false;
        }
        // Not a fault of the loop: the server answers from the existing index, and an unreadable index fails its own check.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Logger.LogError(e, "The knowledge sync failed and will be tried again in {Delay}", options.Value.RetryDelay);
            return false;
        }
    }
}
