using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Conversations;

/// <summary>What customers think of answers. Safe to call from many threads.</summary>
public interface IFeedback
{
    /// <summary>How long ratings are listed for certain.</summary>
    static readonly TimeSpan Listed = TimeSpan.FromDays(30);

    /// <summary>
    /// Stores the rating of a turn's answer; another one later replaces it. False when the conversation has no such turn.
    /// </summary>
    Task<bool> RateAsync(ConversationId id, TurnId turnId, FeedbackRating rating, string? comment, CancellationToken cancellationToken);

    /// <summary>Ratings given or changed since then, oldest first; those of erased conversations are gone.</summary>
    Task<IReadOnlyList<GivenRating>> ListAsync(DateTimeOffset since, int max, CancellationToken cancellationToken);
}
