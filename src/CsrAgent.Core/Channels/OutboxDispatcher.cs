using System.Diagnostics;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Channels;

/// <summary>Sends the outbox's deliveries. Runs only if there is a channel that sends.</summary>
internal sealed class OutboxDispatcher(
    IOutbox outbox,
    ChannelDirectory channels,
    DeliverySchedule schedule,
    LoopHealth health,
    TimeProvider time,
    ILogger<OutboxDispatcher> logger
) : PeriodicLoop(health, time, logger)
{
    private const int MaxAtOnce = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    protected override bool HasWork => channels.Names.Any(name => channels.Find(name)!.Sender is not null);

    protected override TimeSpan MaxIteration => schedule.SendTimeout + base.MaxIteration;

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping) =>
        await SendDueAsync(stopping) == 0 ? Pause : TimeSpan.Zero;

    /// <summary>One round; returns how many deliveries were attempted.</summary>
    internal async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var due = await outbox.TakeAsync(MaxAtOnce, cancellationToken);
        await Task.WhenAll(due.Select(entry => SendAsync(entry, cancellationToken)));
        return due.Count;
    }

    private async Task SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        using var span = StartActivity(entry);
        try
        {
            // A process that was suspended resumes here: another may have sent the delivery in the meantime.
            if (Time.GetElapsedTime(entry.TakenAt) >= schedule.SendTimeout) return;
            var id = await SendInTimeAsync(entry, cancellationToken);
            await outbox.SentAsync(entry, id, CancellationToken.None);
            Count(entry.Delivery.Channel, "sent");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await outbox.FailedAsync(entry, "the server stopped", TimeSpan.Zero, CancellationToken.None);
        }
        catch (Exception e) // A failed delivery waits for its next attempt or becomes a dead letter, and must not stop the others.
        {
            span?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            await FailedAsync(entry, e);
        }
    }

    private static Activity? StartActivity(OutboxEntry entry)
    {
        ActivityContext.TryParse(entry.Delivery.TraceParent, null, out var parent);
        var activity = AgentMeter.Activities.StartActivity($"deliver {entry.Delivery.Channel}", ActivityKind.Client, parent);
        TracedConversation.Set(activity, entry.Delivery.ConversationId.Value);
        return activity?.SetTag("csr.channel", entry.Delivery.Channel).SetTag("csr.attempt", entry.Attempt);
    }

    private async Task<string?> SendInTimeAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var channel = entry.Delivery.Channel;
        var sender =
            channels.Find(channel)?.Sender
            ?? throw new DeliveryException(
                $"This server has no channel '{channel}' to send on; configure it again or retry the dead letter elsewhere.",
                retryable: false
            );
        using var timeout = new CancellationTokenSource(schedule.SendTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await sender.SendAsync(entry, either.Token);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException(
                $"Channel '{channel}' did not answer within DELIVERY_TIMEOUT ({schedule.SendTimeout}).",
                retryable: true,
                inner: e
            );
        }
    }

    private async Task FailedAsync(OutboxEntry entry, Exception error)
    {
        var retryIn = schedule.RetryIn(entry, error, channels.Find(entry.Delivery.Channel)?.Sender?.RetryFor);
        Logger.LogWarning(
            error,
            "Delivery {DeliveryId} failed at attempt {Attempt}; {Next}",
            entry.Delivery.Id,
            entry.Attempt,
            retryIn is { } wait ? $"next in {wait}" : "given up, see the dead letters"
        );
        await outbox.FailedAsync(entry, error.Message, retryIn, CancellationToken.None);
        Count(entry.Delivery.Channel, retryIn is null ? "given_up" : "failed");
        if (retryIn is null) DeadLetterMetrics.DeadLetters.Add(1);
    }

    private static void Count(string channel, string outcome) =>
        ChannelMetrics.Deliveries.Add(1, new TagList { { "channel", channel }, { "outcome", outcome } });
}
