using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>
/// Reports what happens on all other channels, by reading it from the store: every committed event is reported, even after a crash, in
/// the order of each conversation, and once the receiver is back it goes on where it stopped. At least once; the ids are the same each
/// time.
/// </summary>
/// <remarks>Seven constructor parameters of its own: where it reads, what it calls, and how far it is.</remarks>
internal sealed class WebhookEventLoop(
    IConversationStore store,
    WebhookCalls calls,
    EndpointState state,
    EventCursorFile file,
    IOptions<WebhookOptions> options,
    LoopHealth health,
    TimeProvider time,
    ILogger<WebhookEventLoop> logger
) : PeriodicLoop(health, time, logger)
{
    private const int PageSize = 100;
    private const int MaxMessages = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    /// <summary>Two commits may become visible in another order than their times say.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private EventCursor? _cursor;

    protected override bool HasWork => options.Value.SendsEvents;

    protected override TimeSpan MaxIteration => TimeSpan.FromMinutes(10);

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
        _cursor ??= file.Read();
        var hasSent = false;
        try
        {
            foreach (var conversation in await ChangedAsync(_cursor.Since - Overlap, stopping))
            {
                if (conversation.Channel != WebhookChannel.ChannelName) hasSent |= await SendEventsAsync(conversation.Id, stopping);
                if (conversation.UpdatedAt > _cursor.Since) _cursor = _cursor with { Since = conversation.UpdatedAt };
            }
        }
        finally
        {
            if (hasSent) file.Write(_cursor = Pruned(_cursor));
        }
    }

    /// <summary>Oldest activity first.</summary>
    private async Task<List<Conversation>> ChangedAsync(DateTimeOffset since, CancellationToken stopping)
    {
        var changed = new List<Conversation>();
        ConversationCursor? before = null;
        while (true)
        {
            var page = await store.ListAsync(new ConversationFilter { Before = before, Limit = PageSize }, stopping);
            changed.AddRange(page.TakeWhile(conversation => conversation.UpdatedAt >= since));
            if (page.Count < PageSize || page[^1].UpdatedAt < since) break;
            before = ConversationCursor.Of(page[^1]);
        }
        changed.Reverse();
        return changed;
    }

    /// <summary>False if all of it had been reported.</summary>
    private async Task<bool> SendEventsAsync(ConversationId id, CancellationToken stopping)
    {
        var reported = _cursor!.Reported.GetValueOrDefault(id.Value);
        if (await store.ReadAsync(id, reported?.Sequence ?? -MaxMessages, MaxMessages, stopping) is not { } page) return false;
        var conversation = page.Conversation;
        if (reported?.At == conversation.UpdatedAt) return false;
        var sequence = reported?.Sequence ?? 0;
        foreach (var message in page.Messages.Where(message => message.Sequence > sequence))
        {
            if (reported is null && message.At < _cursor.Since - Overlap) continue;
            var (name, body) = WebhookEvents.MessageCreated(conversation, message);
            await calls.PostAsync(name, body, stopping);
        }
        sequence = page.Messages.Select(message => message.Sequence).Append(sequence).Max();
        var handoff = await TellHandoffAsync(conversation, reported, stopping);
        var hasEnded = await TellEndAsync(conversation, reported, sequence, stopping);
        // What did not fit into one page is reported in the next round.
        _cursor.Reported[id.Value] = new(sequence, handoff, hasEnded, page.Next is null ? conversation.UpdatedAt : DateTimeOffset.MinValue);
        return true;
    }

    private async Task<string?> TellHandoffAsync(Conversation conversation, ReportedConversation? reported, CancellationToken stopping)
    {
        if (conversation.Escalation is not { State: EscalationState.Open } ticket) return reported?.Handoff;
        var mark = WebhookEvents.MarkOf(ticket);
        if (mark == reported?.Handoff) return mark;
        var (name, body) = WebhookEvents.Escalated(conversation, ticket, ticket.CreatedAt);
        await calls.PostAsync(name, body, stopping);
        return mark;
    }

    private async Task<bool> TellEndAsync(
        Conversation conversation,
        ReportedConversation? reported,
        long sequence,
        CancellationToken stopping
    )
    {
        if (conversation.Status != ConversationStatus.Ended) return false;
        if (reported is { HasEnded: true }) return true;
        var (name, body) = WebhookEvents.Ended($"{conversation.Id}/{sequence}", conversation, conversation.UpdatedAt);
        await calls.PostAsync(name, body, stopping);
        return true;
    }

    private static EventCursor Pruned(EventCursor cursor) =>
        cursor with
        {
            Reported = cursor
                .Reported.Where(reported => reported.Value.At >= cursor.Since - Overlap || reported.Value.At == DateTimeOffset.MinValue)
                .ToDictionary(),
        };
}
