using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Elasticsearch.Indexing;

/// <summary>
/// One writer at a time, of all processes: what one writes into the index in use, while another builds the next one, would be lost with
/// the swap. Extended for as long as the work takes.
/// </summary>
internal sealed class WriteLease(ILeases leases, TimeProvider time, ILogger<WriteLease> logger)
{
    private const string Name = "knowledge-write";
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // A caller of the articles API waits no longer, and is told to come again.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(8);

    /// <exception cref="ElasticsearchException">Another process writes.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await TakeAsync(cancellationToken);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewing = RenewAsync(lost, done.Token);
        try
        {
            await write(lost.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ElasticsearchException(ElasticsearchFault.Conflict, "The lease on writing the knowledge index was lost.", e);
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
            if (!lost.IsCancellationRequested) await leases.ReleaseAsync(Name, CancellationToken.None);
        }
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await leases.TakeAsync(Name, Duration, cancellationToken))
        {
            if (time.GetElapsedTime(started) > MaxWait)
            {
                throw new ElasticsearchException(
                    ElasticsearchFault.Busy,
                    "Another process writes the knowledge index, such as one that builds it anew; try again later."
                );
            }
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task RenewAsync(CancellationTokenSource lost, CancellationToken done)
    {
        var renewed = time.GetTimestamp();
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(Renewal, time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested) return;
            var started = time.GetTimestamp();
            try
            {
                if (await leases.TakeAsync(Name, Duration, done)) renewed = started;
                else break;
            }
            catch (Exception e) when (!done.IsCancellationRequested)
            {
                // What keeps it from being extended may pass before it runs out.
                logger.LogWarning("The lease on writing the knowledge index could not be extended: {Fault}", e.Message);
                if (time.GetElapsedTime(renewed) >= Duration - Renewal) break;
            }
            catch (Exception) // The writing is done, and whether this extension came through no longer matters.
            {
                return;
            }
        }
        if (!done.IsCancellationRequested) await lost.CancelAsync();
    }
}
