using CsrAgent.Conversations;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Languages;
using CsrAgent.Privacy;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Knowledge.Gaps;

/// <summary>The answers that were rated down, among many ratings and in long conversations.</summary>
public sealed class RatedAnswersTests
{
    private static readonly ConversationId Session = new("s1");

    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly ListedRatings _ratings = new();
    private readonly ListedMessages _messages = new();

    [Fact]
    public async Task List_BehindMoreRatingsThanOnePage_IsFound()
    {
        for (var turn = 0; turn < 2_500; turn++) Rate($"up{turn}", FeedbackRating.Up, Some.Noon.AddSeconds(-5_000 + turn));
        Ask("last", "Do you rent out zeppelins?");
        Rate("last", FeedbackRating.Down, Some.Noon);

        Assert.Equal("Do you rent out zeppelins?", Assert.Single(await ListAsync()).Question);
    }

    /// <summary>Of a millisecond that begins on one page and ends on the next, all.</summary>
    [Fact]
    public async Task List_PageEndsAmongRatingsOfOneMoment_IsEachOfThem()
    {
        for (var turn = 0; turn < 990; turn++) Rate($"up{turn}", FeedbackRating.Up, Some.Noon.AddSeconds(-5_000 + turn));
        for (var turn = 0; turn < 20; turn++)
        {
            Ask($"down{turn}", $"Do you rent out zeppelins of kind {turn}?");
            Rate($"down{turn}", FeedbackRating.Down, Some.Noon);
        }

        Assert.Equal(20, (await ListAsync()).Count);
    }

    [Fact]
    public async Task List_TurnBehindTheFirstPageOfItsConversation_IsFound()
    {
        for (var turn = 0; turn < 300; turn++) Ask($"before{turn}", "Something else");
        Ask("last", "Do you rent out zeppelins?");
        Rate("last", FeedbackRating.Down, Some.Noon);

        Assert.Equal("Do you rent out zeppelins?", Assert.Single(await ListAsync()).Question);
    }

    [Fact]
    public async Task List_MoreThanAreRead_IsTheNewest()
    {
        for (var turn = 0; turn <= RatedAnswers.MaxRead; turn++)
        {
            _messages.Add(new($"s{turn}"), new($"t{turn}"), MessageRole.Customer, $"question {turn}");
            _messages.Add(new($"s{turn}"), new($"t{turn}"), MessageRole.Agent, "Yes.");
            _ratings.Ratings.Add(new(new($"s{turn}"), new($"t{turn}"), FeedbackRating.Down, null, Some.Noon.AddMinutes(turn - 1_000)));
        }

        var questions = (await ListAsync()).Select(gap => gap.Question).ToList();

        Assert.Equal((RatedAnswers.MaxRead, $"question {RatedAnswers.MaxRead}"), (questions.Count, questions[0]));
        Assert.DoesNotContain("question 0", questions);
    }

    /// <summary>Months of ratings are read only where the last day has few.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(3)]
    public async Task List_AnswerRatedDownDaysAgo_IsFound(int days)
    {
        Ask("old", "Do you rent out zeppelins?");
        Rate("old", FeedbackRating.Down, Some.Noon.AddDays(-days));

        Assert.Single(await ListAsync());
    }

    private Task<IReadOnlyList<KnowledgeGap>> ListAsync() =>
        new RatedAnswers(_ratings, _messages, new LanguageDetector(), new LogMask(new Redactor(new byte[32])), _time).ListAsync(
            TestContext.Current.CancellationToken
        );

    private void Ask(string turn, string question)
    {
        _messages.Add(Session, new(turn), MessageRole.Customer, question);
        _messages.Add(Session, new(turn), MessageRole.Agent, "Yes.");
    }

    private void Rate(string turn, FeedbackRating rating, DateTimeOffset at) =>
        _ratings.Ratings.Add(new(Session, new(turn), rating, null, at));
}
