using CsrAgent.Conversations;
using Microsoft.Extensions.Options;

namespace CsrAgent.Handoff.Summaries;

/// <summary>
/// Puts the model's summary before the facts of a hand-off, once, even if several processes try. A process records its attempt first: if it
/// dies, another one tries again after a while, at most <see cref="MaxAttempts"/> times.
/// </summary>
internal sealed class SummaryWriter(
    IHandoffStore handoffs,
    HandoffSteps steps,
    SummaryModel model,
    IOptions<HandoffOptions> options,
    IHandoffClock clock
)
{
    private const int MaxAttempts = 2;
    private const int MaxTries = 20;

    /// <summary>False when another process does it, or the model could not.</summary>
    public async Task<bool> WriteAsync(EscalationTicket ticket, CancellationToken cancellationToken)
    {
        if (await steps.ReadRecentAsync(ticket.ConversationId, cancellationToken) is not { } page) return false;
        var attempts = ticket.SummaryAttempts + 1;
        var taken = ticket with
        {
            SummaryAttempts = attempts,
            SummaryAt = model.IsThere && attempts < MaxAttempts ? clock.UtcNow + (2 * options.Value.SummaryTimeout) : null,
        };
        if (
            await steps.ApplyAsync(page.Conversation, ticket, new(taken, page.Conversation.Status, null), cancellationToken) is null
            || !model.IsThere
        )
        {
            return false;
        }
        var context = page.Messages.Where(message => message.Sequence == 0 || message.Sequence > page.Conversation.ContextStart).ToList();
        return await model.WriteAsync(context, cancellationToken) is { } summary
            && await KeepAsync(ticket.Id, attempts, summary, cancellationToken);
    }

    /// <summary>The hand-off may have been claimed or passed on to another team in the meantime.</summary>
    private async Task<bool> KeepAsync(string id, int attempt, string summary, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await handoffs.FindAsync(id, cancellationToken) is not { IsOpen: true } ticket || ticket.SummaryAttempts != attempt)
            {
                return false;
            }
            if (await steps.ReadRecentAsync(ticket.ConversationId, cancellationToken) is not { } page) return false;
            var summarized = ticket with { Summary = $"{summary}\n\n{ticket.Summary}", SummaryAt = null };
            if (
                await steps.ApplyAsync(page.Conversation, ticket, new(summarized, page.Conversation.Status, null), cancellationToken)
                is not null
            )
            {
                return true;
            }
        }

        return false;
    }
}
