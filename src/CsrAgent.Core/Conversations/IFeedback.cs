namespace CsrAgent.Conversations;

/// <summary>What customers think of answers. Safe to call from many threads.</summary>
public interface IFeedback
{
    /// <summary>Stores the rating of a turn's answer; a later one replaces it. False when the conversation has no such turn.</summary>
    Task<bool> RateAsync(ConversationId id, TurnId turnId, FeedbackRating rating, string? comment, CancellationToken cancellationToken);
}
