using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Handoff;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>
/// Hands a ticket over on which the agent answers again and again within a short time: the other side may be a machine that answers every
/// mail. It counts what is in the history, so every process and every restart counts the same.
/// </summary>
/// <remarks>Six constructor parameters: three to open the hand-off, and its limits, the time and the log.</remarks>
internal sealed class LoopBreaker(
    HandoffWorkflow handoffs,
    TicketFactory tickets,
    EscalationRules rules,
    IOptions<ZendeskOptions> options,
    TimeProvider time,
    ILogger<LoopBreaker> logger
)
{
    /// <summary>Called before each comment is admitted, with the conversation's recent messages.</summary>
    public async Task CheckAsync(ConversationPage page, CancellationToken cancellationToken)
    {
        if (page.Conversation.Status != ConversationStatus.Bot) return;
        var since = time.GetUtcNow() - options.Value.LoopWindow;
        var answers = page.Messages.Count(message => message.Role == MessageRole.Agent && message.At >= since);
        if (answers < options.Value.LoopReplies) return;
        var opened = await handoffs.OpenAsync(
            page.Conversation.Id,
            (conversation, history) => Ticket(conversation, history, answers),
            cancellationToken
        );
        if (opened is null) return;
        logger.LogWarning("{Answers} answers since {Since}: hand-off {EscalationId} stops a loop", answers, since, opened.Id);
    }

    private EscalationTicket Ticket(Conversation conversation, IReadOnlyList<Message> history, int answers) =>
        tickets.Create(
            conversation.Id,
            rules.HandOff(EscalationReason.Policy),
            new HandoffFacts
            {
                Reason = EscalationReason.Policy,
                Messages = [.. history.Where(message => message.Sequence == 0 || message.Sequence > conversation.ContextStart)],
                Moods = conversation.State.Moods,
                Language = conversation.State.Language,
                Channel = conversation.Channel,
                Customer = conversation.UserId,
                Note =
                    $"Loop stopped: the agent answered {answers} times within {options.Value.LoopWindow.TotalMinutes:0} min. The other "
                    + "side may be a machine that answers every mail.",
            }
        );
}
