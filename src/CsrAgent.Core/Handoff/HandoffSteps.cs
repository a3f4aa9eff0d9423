using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;

namespace CsrAgent.Handoff;

/// <summary>Applies steps, and publishes them to the reply feed.</summary>
public sealed class HandoffSteps(
    IHandoffStore tickets,
    IConversationStore store,
    IReplyFeed feed,
    HandoffMessages messages,
    StaffNotices staff
)
{
    private const int MaxRead = 500;

    /// <summary>The conversation with the end of its history, on which steps are decided.</summary>
    public Task<ConversationPage?> ReadRecentAsync(ConversationId id, CancellationToken cancellationToken) =>
        store.ReadAsync(id, -MaxRead, MaxRead, cancellationToken);

    /// <summary>
    /// The hand-off afterwards; null when it has changed since <paramref name="from"/>: nothing was written, so read it again.
    /// </summary>
    public async Task<EscalationTicket?> ApplyAsync(
        Conversation conversation,
        EscalationTicket? from,
        HandoffStep step,
        CancellationToken cancellationToken
    )
    {
        var change = new HandoffChange
        {
            ConversationId = conversation.Id,
            Incarnation = conversation.Incarnation,
            From = from,
            Ticket = step.Ticket,
            Status = step.Status,
            Messages = step.Message is null ? [] : [step.Message],
            CutContext = !step.Ticket.IsOpen && !step.KeepsContext,
        };
        var notices = step.Message is null || step.IsReceived ? [] : messages.Deliver(conversation, step.Message);
        change = change with { Deliveries = [.. notices, .. staff.Tell(from, change.After)] };
        if (!await tickets.ApplyAsync(change, cancellationToken)) return null;
        await PublishAsync(conversation, from, step.Message, change);
        return change.After;
    }

    // Publish even if the caller has disconnected: the change is already durable.
    private async Task PublishAsync(Conversation conversation, EscalationTicket? from, Message? message, HandoffChange change)
    {
        if (message is not null) await feed.PublishAsync(conversation.Id, new ReplyEvent.MessageAdded(message), CancellationToken.None);
        if (change.Status != conversation.Status || from?.Team != change.After.Team || from.Priority != change.After.Priority)
        {
            await feed.PublishAsync(
                conversation.Id,
                new ReplyEvent.StatusChanged(change.Status, change.After.IsOpen ? change.After : null),
                CancellationToken.None
            );
        }
    }
}
