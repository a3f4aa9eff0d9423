using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Languages;
using CsrAgent.Privacy;

namespace CsrAgent.Knowledge.Gaps;

/// <summary>
/// The questions whose answers customers rated down. They are read from the ratings and the conversations, each time: of a rating that is
/// taken back, and of a customer who is erased, nothing can be left.
/// </summary>
internal sealed class RatedAnswers(
    IFeedback feedback,
    IConversationStore store,
    LanguageDetector languages,
    LogMask mask,
    TimeProvider time
)
{
    /// <summary>Each is read from its conversation.</summary>
    public const int MaxRead = 500;

    private const int RatingsAtOnce = 1_000;
    private const int MessagesAtOnce = 500;

    // Ratings are listed from the oldest: most often a day of them is enough.
    private static readonly TimeSpan[] Periods = [TimeSpan.FromDays(1), TimeSpan.FromDays(7), IFeedback.Listed];

    /// <summary>The newest, newest first, masked as those that found no answer.</summary>
    public async Task<IReadOnlyList<KnowledgeGap>> ListAsync(CancellationToken cancellationToken)
    {
        var rated = new List<GivenRating>();
        foreach (var period in Periods)
        {
            if (rated.Count < MaxRead) rated = await ReadDownAsync(time.GetUtcNow() - period, cancellationToken);
        }
        var gaps = new List<KnowledgeGap>();
        foreach (var rating in rated.OrderByDescending(rating => rating.At).Take(MaxRead))
        {
            if (await FindAsync(rating, cancellationToken) is { } gap) gaps.Add(gap);
        }
        return gaps;
    }

    private async Task<List<GivenRating>> ReadDownAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(ConversationId, TurnId), GivenRating>();
        while (true)
        {
            var some = await feedback.ListAsync(since, RatingsAtOnce, cancellationToken);
            foreach (var rating in some.Where(rating => rating.Rating == FeedbackRating.Down))
            {
                found[(rating.ConversationId, rating.TurnId)] = rating;
            }
            if (some.Count < RatingsAtOnce) return [.. found.Values];
            // Several may have come in the same millisecond, and some of them with the next page.
            since = some[^1].At > since ? some[^1].At : since.AddMilliseconds(1);
        }
    }

    /// <summary>What the turn answered; null where it is gone, or where nobody asked anything.</summary>
    private async Task<KnowledgeGap?> FindAsync(GivenRating rating, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        for (
            long? after = 0;
            after is { } position
                && await store.ReadAsync(rating.ConversationId, position, MessagesAtOnce, cancellationToken) is { } page;
            after = page.Next
        )
        {
            foreach (var message in page.Messages.Where(message => message.TurnId == rating.TurnId))
            {
                if (message.Role == MessageRole.Customer) texts.Add(message.Text);
                if (message.Role == MessageRole.Agent) return GapOf(string.Join('\n', texts), message, page.Conversation.UserId);
            }
        }
        return null;
    }

    private KnowledgeGap? GapOf(string question, Message answer, string userId) =>
        question.Length == 0
            ? null
            : new KnowledgeGap(
                mask.Mask(question),
                languages.Detect(question).Code ?? "en",
                answer.Articles.Select(article => article.RelevanceScore).DefaultIfEmpty(0).Max(),
                answer.Articles.Select(article => article.Id).FirstOrDefault(),
                userId,
                answer.At
            )
            {
                IsRatedDown = true,
            };
}
