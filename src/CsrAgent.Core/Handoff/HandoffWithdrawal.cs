using CsrAgent.Conversations;
using CsrAgent.Privacy;

namespace CsrAgent.Handoff;

/// <summary>
/// The way back for a customer who waits for a person, or talks to one, and no longer wants to: the hand-off is closed and says so, and the
/// agent answers again. The audit log records the intent beforehand and the outcome afterwards.
/// </summary>
public sealed class HandoffWithdrawal(
    HandoffSteps steps,
    HandoffMessages messages,
    TicketFactory tickets,
    IAuditLog audit,
    TimeProvider time
)
{
    /// <summary>By the button. The context stays with the agent if no person has written into it.</summary>
    /// <returns>False if the hand-off has to stay with people; true also when there is none.</returns>
    public async Task<bool> WithdrawAsync(ConversationId id, CancellationToken cancellationToken)
    {
        EscalationTicket? begun = null;
        while (await steps.ReadRecentAsync(id, cancellationToken) is { Conversation: { Escalation: { } ticket } conversation })
        {
            if (tickets.Withdraw(ticket) is not { } withdrawn)
            {
                if (begun is not null) await EndAsync(begun, "refused: it has to stay with people", CancellationToken.None);
                return false;
            }
            if (begun?.Id != ticket.Id)
            {
                await BeginAsync(ticket, cancellationToken);
                begun = ticket;
            }
            var message = messages.Withdrawn(conversation.State.Language ?? ticket.Language);
            var step = new HandoffStep(withdrawn, ConversationStatus.Bot, message) { KeepsContext = ticket.ClaimedAt is null };
            if (await steps.ApplyAsync(conversation, ticket, step, cancellationToken) is not { } after) continue;
            await EndAsync(after, "done", CancellationToken.None);
            return true;
        }

        if (begun is not null) await EndAsync(begun, "not done: it was closed already", CancellationToken.None);
        return true;
    }

    /// <summary>Records that a hand-off is about to be withdrawn. Must return before it is.</summary>
    public Task BeginAsync(EscalationTicket ticket, CancellationToken cancellationToken) =>
        AppendAsync(ticket, ticket.Agent is { } agent ? $"begins, claimed by {agent}" : "begins", cancellationToken);

    /// <summary>Records what became of it.</summary>
    public Task EndAsync(EscalationTicket ticket, string outcome, CancellationToken cancellationToken) =>
        AppendAsync(ticket, outcome, cancellationToken);

    private Task AppendAsync(EscalationTicket ticket, string details, CancellationToken cancellationToken) =>
        audit.AppendAsync(new(0, time.GetUtcNow(), "customer", "escalation.withdraw", ticket.Id, details), cancellationToken);
}
