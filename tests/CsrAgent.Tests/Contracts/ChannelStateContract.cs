using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Contracts;

/// <summary>What channels keep for all processes, and the ratings that they report.</summary>
public abstract class ChannelStateContract : StoreContract
{
    private const string Name = "webhook-events";

    private IChannelState State => Subject.ChannelState;

    [Fact]
    public async Task Write_FirstAndNext_IsReadBackAlsoAfterARestart()
    {
        Assert.Null(await State.ReadAsync(Name, Token));
        Assert.True(await State.WriteAsync(Name, "ü 1", 0, Token));
        var first = await State.ReadAsync(Name, Token);
        Assert.True(await State.WriteAsync(Name, "", first!.Version, Token));
        Assert.True(await State.WriteAsync("another", "2", 0, Token));

        await Subject.RestartAsync();

        Assert.Equal("ü 1", first.Text);
        Assert.Equal("", (await State.ReadAsync(Name, Token))!.Text);
        Assert.Equal("2", (await State.ReadAsync("another", Token))!.Text);
    }

    [Fact]
    public async Task Write_AfterAnother_IsRefusedAndChangesNothing()
    {
        Assert.True(await State.WriteAsync(Name, "1", 0, Token));
        var known = (await State.ReadAsync(Name, Token))!;
        Assert.False(await State.WriteAsync(Name, "x", 0, Token));

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => State.WriteAsync(Name, $"by {i}", known.Version, Token)));

        Assert.Single(all, written => written);
        Assert.Equal($"by {Array.IndexOf(all, true)}", (await State.ReadAsync(Name, Token))!.Text);
        Assert.False(await State.WriteAsync(Name, "late", known.Version, Token));
    }

    [Fact]
    public async Task List_Ratings_AreThoseSinceThenWithTheirLatestWords()
    {
        var first = await Subject.AnswerAsync(Some.Message(session: "r1"));
        var second = await Subject.AnswerAsync(Some.Message(session: "r2"));
        await RateAsync(first.ConversationId, first.TurnId, FeedbackRating.Up, null);
        Subject.Time.Advance(TimeSpan.FromMinutes(1));
        var later = Subject.Time.GetUtcNow();
        await RateAsync(second.ConversationId, second.TurnId, FeedbackRating.Down, "ü: no");
        Subject.Time.Advance(TimeSpan.FromMinutes(1));
        // The same again is no news.
        await RateAsync(second.ConversationId, second.TurnId, FeedbackRating.Down, "ü: no");
        var listed = await Subject.Feedback.ListAsync(later, 10, Token);
        await RateAsync(first.ConversationId, first.TurnId, FeedbackRating.Down, "Changed.");

        Assert.Equal(new GivenRating(second.ConversationId, second.TurnId, FeedbackRating.Down, "ü: no", later), Assert.Single(listed));
        var all = await Subject.Feedback.ListAsync(later, 10, Token);
        Assert.Equal(["ü: no", "Changed."], all.Select(rating => rating.Comment));
        Assert.Single(await Subject.Feedback.ListAsync(later, 1, Token));
        await Subject.Store.EraseAsync([first.ConversationId], null, Token);
        Assert.Equal(second.TurnId, Assert.Single(await Subject.Feedback.ListAsync(Some.Noon, 10, Token)).TurnId);
    }

    private async Task RateAsync(ConversationId id, TurnId turn, FeedbackRating rating, string? comment) =>
        Assert.True(await Subject.Feedback.RateAsync(id, turn, rating, comment, Token));
}
