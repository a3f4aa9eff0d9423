using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Turns;

namespace CsrAgent.Escalation;

/// <summary>
/// What people do with hand-offs: claim, reply, return, resolve; and what the "talk to a person" button does. Each step tells the
/// customer on their channel, and everybody who watches.
/// </summary>
public sealed class SupportDesk(IEscalationDesk desk, IConversationStore store, IReplyFeed feed, DeskMessages messages, TimeProvider time)
{
    private const int MostRead = 500;

    /// <summary>A person takes over: the agent falls silent.</summary>
    public Task<DeskOutcome> ClaimAsync(string id, string agent, CancellationToken cancellationToken) => StepAsync(
        id,
        (ticket, language) => ticket.State != EscalationState.Open ? null : new Step(
            ticket with { State = EscalationState.Claimed, Agent = agent, ClaimedAt = time.GetUtcNow() },
            ConversationStatus.Human,
            messages.Joined(agent, language)),
        cancellationToken);

    /// <summary>A person's words to the customer. Only the one who claimed may speak.</summary>
    public Task<DeskOutcome> ReplyAsync(string id, string agent, string text, CancellationToken cancellationToken) => StepAsync(
        id,
        (ticket, _) => ticket.State != EscalationState.Claimed || ticket.Agent != agent ? null
            : new Step(ticket, ConversationStatus.Human, messages.Said(agent, text)),
        cancellationToken);

    /// <summary>The person gives the conversation back to the agent, whose context begins anew.</summary>
    public Task<DeskOutcome> ReturnAsync(string id, string agent, CancellationToken cancellationToken) => StepAsync(
        id,
        (ticket, language) => !IsOpen(ticket) ? null : new Step(
            ticket with { State = EscalationState.Returned, Agent = ticket.Agent ?? agent, ClosedAt = time.GetUtcNow() },
            ConversationStatus.Bot,
            messages.Returned(language)),
        cancellationToken);

    /// <summary>The matter is settled: the conversation ends.</summary>
    public Task<DeskOutcome> ResolveAsync(string id, string agent, CancellationToken cancellationToken) => StepAsync(
        id,
        (ticket, language) => !IsOpen(ticket) ? null : new Step(
            ticket with { State = EscalationState.Resolved, Agent = ticket.Agent ?? agent, ClosedAt = time.GetUtcNow() },
            ConversationStatus.Ended,
            messages.Resolved(language)),
        cancellationToken);

    /// <summary>
    /// Opens a hand-off from outside a turn. Where one is open already, that one is returned and the customer is not told again.
    /// Null when there is no such conversation.
    /// </summary>
    public async Task<EscalationTicket?> OpenAsync(ConversationId id, Func<Conversation, IReadOnlyList<Message>, EscalationTicket> make, CancellationToken cancellationToken)
    {
        while (await ReadRecentAsync(id, cancellationToken) is { } page)
        {
            if (page.Conversation.Escalation is { } existing) return existing;
            if (page.Conversation.Status != ConversationStatus.Bot) return null;
            var ticket = make(page.Conversation, page.Messages);
            var told = messages.HandedOver(ticket, page.Conversation.State.Language);
            if (await ApplyAsync(page.Conversation, null, new Step(ticket, ConversationStatus.WaitingForHuman, told), cancellationToken)) return ticket;
        }

        return null;
    }

    /// <summary>The conversation with the end of its history: that is what the person has to know.</summary>
    private async Task<ConversationPage?> ReadRecentAsync(ConversationId id, CancellationToken cancellationToken)
    {
        var page = await store.ReadAsync(id, 0, MostRead, cancellationToken);
        while (page?.Next is { } next && await store.ReadAsync(id, next, MostRead, cancellationToken) is { } later)
            page = later with { Messages = [.. page.Messages.Concat(later.Messages).TakeLast(MostRead)] };
        return page;
    }

    private async Task<DeskOutcome> StepAsync(string id, Func<EscalationTicket, string?, Step?> next, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(id, cancellationToken) is not { } ticket) return new DeskOutcome.NotFound();
        if (await store.ReadAsync(ticket.ConversationId, 0, 1, cancellationToken) is not { } page) return new DeskOutcome.NotFound();
        if (next(ticket, page.Conversation.State.Language) is not { } step) return new DeskOutcome.NotAllowed(ticket);
        return await ApplyAsync(page.Conversation, ticket, step, cancellationToken)
            ? new DeskOutcome.Done(step.Ticket)
            : new DeskOutcome.NotAllowed(await desk.FindAsync(id, cancellationToken) ?? ticket);
    }

    private async Task<bool> ApplyAsync(Conversation conversation, EscalationTicket? from, Step step, CancellationToken cancellationToken)
    {
        var applied = await desk.ApplyAsync(
            new EscalationChange
            {
                ConversationId = conversation.Id,
                From = from,
                Ticket = step.Ticket,
                Status = step.Status,
                Messages = [step.Message],
                CutContext = step.Ticket.State is EscalationState.Returned or EscalationState.Resolved,
                Deliveries = messages.Deliver(conversation, step.Message),
            },
            cancellationToken);
        if (!applied) return false;
        await feed.PublishAsync(conversation.Id, new ReplyEvent.MessageAdded(step.Message), CancellationToken.None);
        if (step.Status != conversation.Status)
            await feed.PublishAsync(conversation.Id, new ReplyEvent.StatusChanged(step.Status, IsOpen(step.Ticket) ? step.Ticket : null), CancellationToken.None);
        return true;
    }

    private static bool IsOpen(EscalationTicket ticket) => ticket.State is EscalationState.Open or EscalationState.Claimed;

    private sealed record Step(EscalationTicket Ticket, ConversationStatus Status, Message Message);
}

/// <summary>What became of a person's step.</summary>
public abstract record DeskOutcome
{
    private DeskOutcome() { }

    public sealed record Done(EscalationTicket Ticket) : DeskOutcome;

    public sealed record NotFound : DeskOutcome;

    /// <summary>The hand-off is not in a state for this step, or another person has it.</summary>
    public sealed record NotAllowed(EscalationTicket Ticket) : DeskOutcome;
}
