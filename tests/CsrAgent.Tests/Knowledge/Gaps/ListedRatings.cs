using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Tests.Knowledge.Gaps;

/// <summary>The ratings that the test put in, as a store lists them.</summary>
internal sealed class ListedRatings : IFeedback
{
    public List<GivenRating> Ratings { get; } = [];

    public Task<bool> RateAsync(
        ConversationId id,
        TurnId turnId,
        FeedbackRating rating,
        string? comment,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<IReadOnlyList<GivenRating>> ListAsync(DateTimeOffset since, int max, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<GivenRating>>(
            [.. Ratings.Where(rating => rating.At >= since).OrderBy(rating => rating.At).Take(max)]
        );
}
