using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using CsrAgent.Conversations.Reporting;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>Reports messages, hand-offs and ends of conversations on other channels.</summary>
internal sealed class WebhookConversations(
    IConversationStore store,
    EventCalls calls,
    AiMarks marks,
    IOptions<WebhookOptions> options
)
{
    private const int PageSize = 100;
    private const int MaxMessages = 500;

    /// <summary>Oldest activity first; none where only this channel's own events are wanted, which are sent as deliveries.</summary>
    public async Task<IReadOnlyList<Conversation>> ChangedAsync(DateTimeOffset since, CancellationToken stopping)
    {
        if (!options.Value.SendsEvents) return [];
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
        return changed.FindAll(conversation => conversation.Channel != WebhookChannel.ChannelName);
    }

    /// <summary>False if all of it had been reported; else the cursor says so from now on.</summary>
    public async Task<bool> ReportAsync(EventCursor cursor, ConversationId id, TimeSpan overlap, CancellationToken stopping)
    {
        var key = WebhookEvents.IdOf(id.Value);
        var reported = cursor.Reported.GetValueOrDefault(key);
        if (await store.ReadAsync(id, reported?.Sequence ?? -MaxMessages, MaxMessages, stopping) is not { } page) return false;
        var conversation = page.Conversation;
        if (reported?.At == conversation.UpdatedAt) return false;
        var sequence = reported?.Sequence ?? 0;
        foreach (var message in page.Messages.Where(message => message.Sequence > sequence))
        {
            if (reported is null && message.At < cursor.Since - overlap) continue;
            await calls.PostAsync(WebhookEvents.MessageCreated(conversation, message, marks.Of(message)), stopping);
        }
        sequence = page.Messages.Select(message => message.Sequence).Append(sequence).Max();
        var handoff = await TellHandoffAsync(conversation, reported, stopping);
        var hasEnded = await TellEndAsync(conversation, reported, sequence, stopping);
        // What did not fit into one page is reported in the next round.
        cursor.Reported[key] = new(sequence, handoff, hasEnded, page.Next is null ? conversation.UpdatedAt : DateTimeOffset.MinValue);
        return true;
    }

    private async Task<string?> TellHandoffAsync(Conversation conversation, ReportedConversation? reported, CancellationToken stopping)
    {
        // Whatever has become of it since: a person may claim a hand-off before anybody looks.
        if (conversation.Escalation is not { } ticket) return reported?.Handoff;
        var mark = WebhookEvents.MarkOf(ticket);
        if (mark == reported?.Handoff) return mark;
        await calls.PostAsync(WebhookEvents.Escalated(conversation, ticket, ticket.CreatedAt), stopping);
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
        await calls.PostAsync(WebhookEvents.Ended($"{conversation.Id}/{sequence}", conversation, conversation.UpdatedAt), stopping);
        return true;
    }
}
