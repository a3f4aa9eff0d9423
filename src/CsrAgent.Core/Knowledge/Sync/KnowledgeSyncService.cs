using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Sync;

/// <summary>Syncs at start, then at every interval; sooner after a failure. Nothing that a sync does stops the server.</summary>
internal sealed class KnowledgeSyncService(
    KnowledgeSync sync,
    IOptions<KnowledgeOptions> options,
    TimeProvider time,
    ILogger<KnowledgeSyncService> logger
) : BackgroundService
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        try
        {
            await _first.Task.WaitAsync(options.Value.StartWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            logger.LogWarning(
                "The first knowledge sync takes longer than {Wait}; the server starts with what is indexed so far",
                options.Value.StartWait
            );
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first run must not hold up StartAsync beyond its wait, even where the index works synchronously.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var complete = await RunAsync(stoppingToken);
            _first.TrySetResult();
            await Task.Delay(complete ? options.Value.SyncInterval : options.Value.RetryDelay, time, stoppingToken);
        }
    }

    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await sync.RunOnceAsync(cancellationToken)).Complete;
        }
        // A loop's edge: an index that fails now is tried again.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogError(e, "The knowledge sync failed and will be tried again in {Delay}", options.Value.RetryDelay);
            return false;
        }
    }
}
