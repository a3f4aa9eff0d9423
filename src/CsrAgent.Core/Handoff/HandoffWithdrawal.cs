using CsrAgent.Conversations;
using CsrAgent.Privacy;

namespace CsrAgent.Handoff;

/// <summary>
/// The way back for a customer who waits for a person, or talks to one, and no longer wants to: the hand-off is closed and says so, and the
/// agent answers again.
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
        while (await steps.ReadRecentAsync(id, cancellationToken) is { Conversation: { Escalation: { } ticket } conversation })
        {
            if (tickets.Withdraw(ticket) is not { } withdrawn) return false;
            var message = messages.Withdrawn(conversation.State.Language ?? ticket.Language);
            var step = new HandoffStep(withdrawn, ConversationStatus.Bot, message) { KeepsContext = ticket.ClaimedAt is null };
            if (await steps.ApplyAsync(conversation, ticket, step, cancellationToken) is not { } after) continue;
            await RecordAsync(after, CancellationToken.None);
            break;
        }

        return true;
    }

    /// <summary>In the audit log.</summary>
    public Task RecordAsync(EscalationTicket ticket, CancellationToken cancellationToken) =>
        audit.AppendAsync(
            new(
                0,
                time.GetUtcNow(),
                "customer",
                "escalation.withdraw",
                ticket.Id,
                ticket.Agent is { } agent ? $"claimed by {agent}" : null
            ),
            cancellationToken
        );
}
