using CsrAgent.Conversations;

namespace CsrAgent.Handoff;

/// <summary>What customers think of their hand-offs, each stored with its hand-off. Safe to call from many threads and processes.</summary>
public interface IHandoffRatingStore
{
    /// <summary>
    /// Stores the rating of a hand-off if that is still as it was when <paramref name="from"/> was read; durable when it returns. Nothing
    /// else changes, neither the conversation's status nor its last activity. False when the hand-off has changed or is gone: read it
    /// again.
    /// </summary>
    Task<bool> RateAsync(EscalationTicket from, HandoffRating rating, CancellationToken cancellationToken);
}
