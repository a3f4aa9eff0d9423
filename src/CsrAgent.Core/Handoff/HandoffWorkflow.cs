using System.Diagnostics;
using CsrAgent.Conversations;

namespace CsrAgent.Handoff;

/// <summary>
/// What people do with hand-offs: claim, reply, return, resolve; and what the "talk to a person" button does. Each step notifies the
/// customer on their channel, and the reply feed. A step that is repeated because its response was lost takes effect once.
/// </summary>
public sealed class HandoffWorkflow(
    IHandoffStore handoffs,
    HandoffSteps steps,
    HandoffMessages messages,
    HandoffTimer timer,
    IHandoffClock clock
)
{
    /// <summary>Each failed attempt means that somebody else's step succeeded.</summary>
    private const int MaxTries = 20;

    /// <summary>A person takes over: the agent stops answering.</summary>
    public async Task<HandoffOutcome> ClaimAsync(string id, string agent, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var outcome = await StepAsync(
            id,
            (ticket, page) =>
                ticket switch
                {
                    { State: EscalationState.Open } => new HandoffOutcome.Apply(
                        new(
                            ticket with
                            {
                                State = EscalationState.Claimed,
                                Agent = agent,
                                ClaimedAt = now,
                                OverdueAt = timer.WordUntil(ticket.Team, now),
                            },
                            ConversationStatus.Human,
                            messages.Joined(agent, LanguageOf(ticket, page))
                        )
                    ),
                    { State: EscalationState.Claimed } when ticket.Agent == agent => new HandoffOutcome.Done(ticket),
                    _ => new HandoffOutcome.NotAllowed(ticket),
                },
            cancellationToken
        );
        if (outcome is HandoffOutcome.Done { Ticket: var claimed } && claimed.ClaimedAt == now)
        {
            HandoffMetrics.Wait.Record(
                (now - claimed.CreatedAt).TotalSeconds,
                new TagList { { "priority", claimed.Priority.ToWireName() } }
            );
        }
        return outcome;
    }

    /// <summary>Sends a person's message to the customer. Only the person who claimed the hand-off may do so.</summary>
    /// <param name="id">The hand-off's id.</param>
    /// <param name="agent">The person's name.</param>
    /// <param name="text">The text as written.</param>
    /// <param name="key">The sender's id for the message: a repeat with the same one is not sent again. Null if it is never a
    /// repeat.</param>
    /// <param name="cancellationToken">Cancels before the step, never during it.</param>
    public Task<HandoffOutcome> ReplyAsync(string id, string agent, string text, string? key, CancellationToken cancellationToken) =>
        StepAsync(
            id,
            (ticket, page) =>
            {
                var message = messages.FromAgent(agent, text, key);
                if (
                    key is not null
                    && page.Messages.FirstOrDefault(message => message.Role == MessageRole.Human && message.MessageKey == key)
                        is { } earlier
                )
                {
                    return earlier.Text == message.Text && earlier.Author == agent
                        ? new HandoffOutcome.Done(ticket)
                        : new HandoffOutcome.KeyReused();
                }
                return ticket.State != EscalationState.Claimed || ticket.Agent != agent
                    ? new HandoffOutcome.NotAllowed(ticket)
                    : new HandoffOutcome.Apply(
                        new(ticket with { OverdueAt = timer.WordUntil(ticket.Team, clock.UtcNow) }, ConversationStatus.Human, message)
                    );
            },
            cancellationToken
        );

    /// <summary>The person returns the conversation to the agent, which starts with a new context.</summary>
    public Task<HandoffOutcome> ReturnAsync(string id, string agent, CancellationToken cancellationToken) =>
        CloseAsync(id, agent, EscalationState.Returned, ConversationStatus.Bot, messages.Returned, cancellationToken);

    /// <summary>The matter is settled: the conversation ends.</summary>
    public Task<HandoffOutcome> ResolveAsync(string id, string agent, CancellationToken cancellationToken) =>
        CloseAsync(id, agent, EscalationState.Resolved, ConversationStatus.Ended, messages.Resolved, cancellationToken);

    /// <summary>
    /// Opens a hand-off from outside a turn. If one is already open, returns that one, and the customer gets no second notice. Null when
    /// there is no such conversation.
    /// </summary>
    public async Task<EscalationTicket?> OpenAsync(
        ConversationId id,
        Func<Conversation, IReadOnlyList<Message>, EscalationTicket> make,
        CancellationToken cancellationToken
    )
    {
        while (await steps.ReadRecentAsync(id, cancellationToken) is { } page)
        {
            if (page.Conversation.Escalation is { } existing) return existing;
            if (page.Conversation.Status != ConversationStatus.Bot) return null;
            var ticket = make(page.Conversation, page.Messages);
            if (
                await steps.ApplyAsync(
                    page.Conversation,
                    null,
                    new(ticket, ConversationStatus.WaitingForHuman, messages.HandedOver(ticket)),
                    cancellationToken
                )
                is not { } opened
            )
            {
                continue;
            }
            HandoffMetrics.Escalations.Add(1, new TagList { { "reason", opened.Reason.ToWireName() } });
            return opened;
        }

        return null;
    }

    private Task<HandoffOutcome> CloseAsync(
        string id,
        string agent,
        EscalationState state,
        ConversationStatus status,
        Func<string?, Message> message,
        CancellationToken cancellationToken
    ) =>
        StepAsync(
            id,
            (ticket, page) =>
                !ticket.IsOpen
                    ? new HandoffOutcome.NotAllowed(ticket)
                    : new HandoffOutcome.Apply(
                        new(
                            ticket with
                            {
                                State = state,
                                Agent = ticket.Agent ?? agent,
                                ClosedAt = clock.UtcNow,
                            },
                            status,
                            message(LanguageOf(ticket, page))
                        )
                    ),
            cancellationToken
        );

    private static string? LanguageOf(EscalationTicket ticket, ConversationPage page) =>
        page.Conversation.State.Language ?? ticket.Language;

    private async Task<HandoffOutcome> StepAsync(
        string id,
        Func<EscalationTicket, ConversationPage, HandoffOutcome> decide,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await handoffs.FindAsync(id, cancellationToken) is not { } ticket) return new HandoffOutcome.NotFound();
            if (await steps.ReadRecentAsync(ticket.ConversationId, cancellationToken) is not { } page) return new HandoffOutcome.NotFound();
            var decided = decide(ticket, page);
            if (decided is not HandoffOutcome.Apply { Step: var step }) return decided;
            if (await steps.ApplyAsync(page.Conversation, ticket, step, cancellationToken) is { } after)
            {
                return new HandoffOutcome.Done(after);
            }
        }

        throw new CsrAgentException($"The hand-off {id} changed {MaxTries} times during one step; try again.");
    }
}
