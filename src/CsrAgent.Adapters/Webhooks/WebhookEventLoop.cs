using CsrAgent.Channels;
using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>
/// Reports what happens, by reading it from the store: every committed event is reported, even after a crash, in the order of each
/// conversation, and once the receiver is back it goes on where it stopped. Of several processes one reports. At least once: a process that
/// dies after a call may not have kept that; the ids are the same each time.
/// </summary>
internal sealed class WebhookEventLoop(
    WebhookConversations conversations,
    WebhookRatings ratings,
    EventCursors cursors,
    EndpointState state,
    LoopHealth health,
    TimeProvider time,
    ILogger<WebhookEventLoop> logger
) : PeriodicLoop(health, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    /// <summary>Two commits may become visible in another order than their times say.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    protected override TimeSpan MaxIteration => TimeSpan.FromMinutes(10);

    /// <summary>Another process goes on at once.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await cursors.ReleaseAsync(cancellationToken);
        }
        // The store's fault: the right runs out by itself.
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            Logger.LogWarning("Another process can report events only when this one's right has run out: {Error}", e.Message);
        }
    }

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        if (state.Blocked() is not null) return AfterFailure;
        try
        {
            await SendEventsAsync(stopping);
            return Pause;
        }
        // The receiver's fault, not the loop's: it goes on with the same event.
        catch (DeliveryException e)
        {
            Logger.LogWarning("Events wait: {Error}", e.Message);
            return e.RetryAfter is { } asked && asked > AfterFailure ? asked : AfterFailure;
        }
    }

    /// <summary>One round over what has changed since the last one.</summary>
    internal async Task SendEventsAsync(CancellationToken stopping)
    {
        if (!await cursors.HoldAsync(stopping)) return;
        var cursor = await cursors.ReadAsync(stopping);
        await foreach (var next in RoundAsync(cursor, stopping))
        {
            // What was called is kept before the next call, so that no other process repeats it.
            if (!await cursors.WriteAsync(next.Pruned(Overlap), CancellationToken.None)) return;
        }
    }

    /// <summary>The cursor after each step that has reported something.</summary>
    private async IAsyncEnumerable<EventCursor> RoundAsync(
        EventCursor cursor,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stopping
    )
    {
        foreach (var conversation in await conversations.ChangedAsync(cursor.Since - Overlap, stopping))
        {
            var hasReported = await conversations.ReportAsync(cursor, conversation.Id, Overlap, stopping);
            if (conversation.UpdatedAt > cursor.Since) cursor = cursor with { Since = conversation.UpdatedAt };
            if (hasReported) yield return cursor;
        }
        foreach (var rating in await ratings.GivenAsync(cursor.RatedSince - Overlap, stopping))
        {
            var hasReported = await ratings.ReportAsync(cursor, rating, stopping);
            if (rating.At > cursor.RatedSince) cursor = cursor with { RatedSince = rating.At };
            if (hasReported) yield return cursor;
        }
    }
}
