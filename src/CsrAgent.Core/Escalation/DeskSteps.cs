using CsrAgent.Conversations;
using CsrAgent.Turns;

namespace CsrAgent.Escalation;

/// <summary>Applies steps, and tells everybody who watches.</summary>
public sealed class DeskSteps(IEscalationDesk desk, IConversationStore store, IReplyFeed feed, DeskMessages messages)
{
    private const int MostRead = 500;

    /// <summary>The conversation with the end of its history: that is what a step is decided on.</summary>
    public async Task<ConversationPage?> ReadRecentAsync(ConversationId id, CancellationToken cancellationToken)
    {
        var page = await store.ReadAsync(id, 0, MostRead, cancellationToken);
        while (page?.Next is { } next && await store.ReadAsync(id, next, MostRead, cancellationToken) is { } later)
            page = later with { Messages = [.. page.Messages.Concat(later.Messages).TakeLast(MostRead)] };
        return page;
    }

    /// <summary>The hand-off as it is now; null when it has changed since <paramref name="from"/>: nothing was written, read again.</summary>
    public async Task<EscalationTicket?> ApplyAsync(Conversation conversation, EscalationTicket? from, DeskStep step, CancellationToken cancellationToken)
    {
        var change = new EscalationChange
        {
            ConversationId = conversation.Id,
            From = from,
            Ticket = step.Ticket,
            Status = step.Status,
            Messages = step.Message is null ? [] : [step.Message],
            CutContext = !step.Ticket.IsOpen,
            Deliveries = step.Message is null ? [] : messages.Deliver(conversation, step.Message),
        };
        if (!await desk.ApplyAsync(change, cancellationToken)) return null;
        await PublishAsync(conversation, from, step.Message, change);
        return change.After;
    }

    // What is durable is told, also when the caller has gone.
    private async Task PublishAsync(Conversation conversation, EscalationTicket? from, Message? message, EscalationChange change)
    {
        if (message is not null) await feed.PublishAsync(conversation.Id, new ReplyEvent.MessageAdded(message), CancellationToken.None);
        if (change.Status != conversation.Status || from?.Team != change.After.Team || from.Priority != change.After.Priority)
            await feed.PublishAsync(conversation.Id, new ReplyEvent.StatusChanged(change.Status, change.After.IsOpen ? change.After : null), CancellationToken.None);
    }
}
