using CsrAgent.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Conversations;

/// <summary>
/// Ends conversations that have been idle for long, and erases those that ended long ago. People's conversations are theirs to end.
/// </summary>
internal sealed class Retention(
    IConversationStore store,
    LoopHealth health,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<Retention> logger
) : BackgroundService
{
    private const int MaxAtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryRunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var idle in await ListAsync(ConversationStatus.Bot, now - options.Value.SessionTtl, cancellationToken))
        {
            await store.EndAsync(idle.Id, cancellationToken);
        }
        if (options.Value.TranscriptDays == 0) return;
        var old = await ListAsync(ConversationStatus.Ended, now - TimeSpan.FromDays(options.Value.TranscriptDays), cancellationToken);
        if (old.Count > 0) await store.EraseAsync([.. old.Select(c => c.Id)], cancellationToken);
    }

    private Task<IReadOnlyList<Conversation>> ListAsync(
        ConversationStatus status,
        DateTimeOffset idleSince,
        CancellationToken cancellationToken
    ) =>
        store.ListAsync(
            new ConversationFilter
            {
                Status = status,
                IdleSince = idleSince,
                Limit = MaxAtOnce,
            },
            cancellationToken
        );

    private async Task TryRunAsync(CancellationToken stopping)
    {
        try
        {
            await RunAsync(stopping);
            health.Beat(nameof(Retention));
        }
        catch (Exception e) when (e is not OperationCanceledException) // The edge of one round: the next is due in a minute.
        {
            health.Fault(nameof(Retention), e);
            logger.LogError(e, "Ending idle conversations failed; trying again in {Pause}", Pause);
        }
    }
}
