using System.Diagnostics;
using System.Globalization;
using CsrAgent.Conversations;
using CsrAgent.Privacy;

namespace CsrAgent.Handoff;

/// <summary>
/// Asks a customer once, when a person has settled their matter, how it was. A later answer replaces the earlier one for as long as the
/// conversation is stored; only the first one is counted.
/// </summary>
/// <remarks>Six constructor parameters: where a rating is stored, and who learns of it.</remarks>
public sealed class HandoffRatings(
    IHandoffStore handoffs,
    IHandoffRatingStore ratings,
    RatingPublisher publisher,
    IAuditLog audit,
    Redactor redactor,
    IHandoffClock clock
)
{
    /// <summary>Each failed attempt means that another answer came in between.</summary>
    private const int MaxTries = 20;

    /// <summary>The hand-off that the customer is asked about, rated or not; null if the last one was not settled by a person.</summary>
    public async Task<EscalationTicket?> AskedAsync(Conversation conversation, CancellationToken cancellationToken) =>
        conversation.Status == ConversationStatus.Ended
        && await handoffs.ListOfAsync(conversation.Id, cancellationToken) is [.., var last]
        && IsSettled(last)
            ? last
            : null;

    /// <param name="id">The conversation.</param>
    /// <param name="escalationId">One of its hand-offs.</param>
    /// <param name="score">From <see cref="HandoffRating.MinScore"/> to <see cref="HandoffRating.MaxScore"/>.</param>
    /// <param name="comment">As written; null for none.</param>
    /// <param name="cancellationToken">Cancels before it is stored, never afterwards.</param>
    public async Task<HandoffRatingOutcome> RateAsync(
        ConversationId id,
        string escalationId,
        int score,
        string? comment,
        CancellationToken cancellationToken
    )
    {
        var redacted = string.IsNullOrWhiteSpace(comment) ? null : redactor.Redact(comment.Trim()).Text;
        var isAudited = false;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var ticket = await handoffs.FindAsync(escalationId, cancellationToken);
            if (ticket is null || ticket.ConversationId != id) return HandoffRatingOutcome.NotFound;
            if (!IsSettled(ticket)) return HandoffRatingOutcome.NotSettled;
            if (ticket.Rating is { } known && known.Score == score && known.Comment == redacted) return HandoffRatingOutcome.Stored;
            if (!isAudited) await AppendAsync(ticket, score, cancellationToken);
            isAudited = true;
            if (!await ratings.RateAsync(ticket, new(score, redacted, clock.UtcNow), cancellationToken)) continue;
            if (ticket.Rating is null) Count(score);
            await publisher.PublishAsync(ticket);
            return HandoffRatingOutcome.Stored;
        }

        throw new CsrAgentException($"The rating of the hand-off {escalationId} changed {MaxTries} times at once; try again.");
    }

    /// <summary>
    /// Before it is stored: what the audit log cannot record does not happen. The comment stays with the conversation, so that it can be
    /// erased with it.
    /// </summary>
    private Task AppendAsync(EscalationTicket ticket, int score, CancellationToken cancellationToken)
    {
        var details = string.Create(CultureInfo.InvariantCulture, $"{score} of {HandoffRating.MaxScore}");
        return audit.AppendAsync(new(0, clock.UtcNow, "customer", "escalation.rate", ticket.Id, details), cancellationToken);
    }

    private static void Count(int score) =>
        HandoffMetrics.Ratings.Add(1, new TagList { { "score", score.ToString(CultureInfo.InvariantCulture) } });

    private static bool IsSettled(EscalationTicket ticket) => ticket is { State: EscalationState.Resolved, ClaimedAt: not null };
}
