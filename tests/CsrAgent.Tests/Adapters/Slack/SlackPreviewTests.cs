using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Adapters.Slack;

/// <summary>An answer that is shown while it is written is one message in the end, whatever happens in between.</summary>
public sealed class SlackPreviewTests : IAsyncLifetime
{
    private const string Begin = "I am an AI. Open Settings, ";
    private const string Answer = Begin + "then choose Password.";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private SlackUnderTest _under = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeSlack Slack => _under.Slack;

    public async ValueTask InitializeAsync() => _under = await SlackUnderTest.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Slack.Violations);
        await _under.DisposeAsync();
    }

    [Fact]
    public async Task Write_Answer_GrowsAndIsCompletedByItsDelivery()
    {
        await using var preview = BeginPreview();
        preview.Write(Begin);
        await UntilShownAsync(Begin);
        Assert.Equal("processing", Slack.StatusOf(SlackUnderTest.Thread.Root));
        preview.Write("then ");
        await UntilShownAsync(Begin + "then ");
        preview.Write("choose ");
        var shown = await preview.EndAsync(Token);
        preview.Conclude(PreviewOutcome.Delivered);
        await preview.DisposeAsync();

        var ts = await SendAsync(Answer, shown);

        var message = Assert.Single(Slack.Ours);
        Assert.Equal((message.Ts, Answer), (ts, message.Shown));
        Assert.True(message.IsMarked);
        Assert.Contains("csr_rate", message.Json, StringComparison.Ordinal);
        Assert.False(Slack.IsStreaming(message));
        Assert.Equal("active", Slack.StatusOf(SlackUnderTest.Thread.Root));
        Assert.DoesNotContain(Slack.Calls, call => call.Method is "chat.postMessage" or "chat.update");
    }

    /// <summary>An answer that is there at once is sent whole: streaming it would only cost calls.</summary>
    [Fact]
    public async Task Write_AnswerThatIsThereAtOnce_IsSentWhole()
    {
        await using var preview = BeginPreview();
        preview.Write(Answer);
        var shown = await preview.EndAsync(Token);

        await SendAsync(Answer, shown);

        Assert.Null(shown);
        Assert.DoesNotContain(Slack.Calls, call => call.Method == "chat.startStream");
        Assert.Equal(Answer, Assert.Single(Slack.Ours).Shown);
    }

    /// <summary>The process died between start and stop: whoever delivers knows only that something may be shown.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_AfterAKillBetweenStartAndStop_CompletesWhatIsShown(bool hasExpired)
    {
        await using var killed = BeginPreview();
        killed.Write(Begin);
        await UntilShownAsync(Begin);
        if (hasExpired) Slack.ExpireStreams();
        await using var again = BeginPreview(isRepeat: true);
        again.Write("Something else.");
        var shown = await again.EndAsync(Token);
        Assert.False(again.ShowsText);

        await SendAsync(Answer, shown);
        await SendAsync(Answer, shown, attempt: 2);

        Assert.Equal(Answer, Assert.Single(Slack.Ours).Shown);
        Assert.True(Slack.Ours[0].IsMarked);
        killed.Conclude(PreviewOutcome.Delivered);
    }

    [Theory]
    [InlineData("chat.stopStream", FakeSlackFault.ServerErrorAfterwards, false)]
    [InlineData("chat.stopStream", FakeSlackFault.BrokenAfterwards, false)]
    [InlineData("chat.stopStream", FakeSlackFault.FatalErrorAfterwards, false)]
    [InlineData("chat.stopStream", FakeSlackFault.ServerError, false)]
    [InlineData("chat.stopStream", FakeSlackFault.RateLimited, false)]
    [InlineData("chat.update", FakeSlackFault.BrokenAfterwards, true)]
    [InlineData("chat.update", FakeSlackFault.ServerError, true)]
    public async Task Send_UnclearFailure_IsThereOnceAfterTheRetry(string method, FakeSlackFault fault, bool isOtherText)
    {
        await using var preview = BeginPreview();
        preview.Write(Begin);
        await UntilShownAsync(Begin);
        var shown = await preview.EndAsync(Token);
        preview.Conclude(PreviewOutcome.Delivered);
        if (isOtherText) shown = shown! with { Length = 0 };
        Slack.Fail(method, fault);

        await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(Answer, shown));
        await SendAsync(Answer, shown, attempt: 2);

        Assert.Equal(Answer, Assert.Single(Slack.Ours).Shown);
    }

    [Theory]
    [InlineData(FakeSlackFault.ServerErrorAfterwards)]
    [InlineData(FakeSlackFault.BrokenAfterwards)]
    [InlineData(FakeSlackFault.ServerError)]
    [InlineData(FakeSlackFault.RateLimited)]
    [InlineData(FakeSlackFault.FeatureDisabled)]
    public async Task Start_Fails_TheAnswerIsThereOnce(FakeSlackFault fault)
    {
        Slack.Fail("chat.startStream", fault);
        await using var preview = BeginPreview();
        preview.Write(Begin);
        await UntilAsync(() => Slack.Calls.Any(call => call.Method == "chat.startStream"));
        preview.Write("then choose Password.");
        var shown = await preview.EndAsync(Token);

        await SendAsync(Answer, shown);

        Assert.Equal(Answer, Assert.Single(Slack.Ours).Shown);
        Assert.Null(_under.Health.Fault);
        await using var next = BeginPreview();
        Assert.Equal(fault is not (FakeSlackFault.RateLimited or FakeSlackFault.FeatureDisabled), next.ShowsText);
    }

    [Fact]
    public async Task Append_RateLimited_WaitsAndGoesOn()
    {
        await using var preview = BeginPreview();
        preview.Write(Begin);
        await UntilShownAsync(Begin);
        Slack.Fail("chat.appendStream", FakeSlackFault.RateLimited);
        preview.Write("then choose Password.");
        await UntilShownAsync(Answer);

        Assert.Equal(new DeliveryPreview(Slack.Ours[0].Ts, Answer.Length), await preview.EndAsync(Token));
        preview.Conclude(PreviewOutcome.Delivered);
    }

    [Fact]
    public async Task Append_AfterTheCustomersStop_CancelsTheTurn()
    {
        await using var preview = BeginPreview();
        preview.Write(Begin);
        await UntilShownAsync(Begin);
        Slack.Stop(SlackUnderTest.Thread.User, SlackUnderTest.Thread.Channel, SlackUnderTest.Thread.Root);
        preview.Write("then ");
        await UntilAsync(() => preview.Stopped.IsCancellationRequested);

        var shown = await preview.EndAsync(Token);
        preview.Conclude(PreviewOutcome.Delivered);
        await SendAsync(Begin + "\n\nStopped.", shown);

        Assert.Contains("Stopped.", Assert.Single(Slack.Ours).Shown, StringComparison.Ordinal);
    }

    /// <summary>The checks come last, and may have made it another answer.</summary>
    [Fact]
    public async Task Send_OtherTextThanWasShown_ReplacesIt()
    {
        await using var preview = BeginPreview();
        preview.Write("Your refund was sent.");
        await UntilShownAsync("Your refund was sent.");
        var shown = await preview.EndAsync(Token);
        preview.Conclude(PreviewOutcome.Delivered);

        await SendAsync("I cannot see that.", shown! with { Length = 0 });

        var message = Assert.Single(Slack.Ours);
        Assert.Equal("I cannot see that.", message.Shown);
        Assert.DoesNotContain("refund", message.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_AnswerThatSomebodyDeleted_IsWrittenAnew()
    {
        await using var preview = BeginPreview();
        preview.Write(Begin);
        await UntilShownAsync(Begin);
        var shown = await preview.EndAsync(Token);
        preview.Conclude(PreviewOutcome.Delivered);
        Slack.Delete(Slack.Ours[0]);

        await SendAsync(Answer, shown);

        Assert.Equal(Answer, Assert.Single(Slack.Ours).Shown);
    }

    /// <summary>A person took over in the middle: nobody delivers, and no later answer takes the message for its own.</summary>
    [Fact]
    public async Task Dispose_WithoutAReply_EndsTheStreamAndLeavesItsMessage()
    {
        await using (var preview = BeginPreview())
        {
            preview.Write(Begin);
            await UntilShownAsync(Begin);
            preview.Conclude(PreviewOutcome.Abandoned);
        }

        Assert.False(Slack.IsStreaming(Assert.Single(Slack.Ours)));
        Assert.Equal("active", Slack.StatusOf(SlackUnderTest.Thread.Root));
        await SendAsync("The next answer.", new DeliveryPreview(null, 0));
        Assert.Equal([Begin, "The next answer."], Slack.Ours.Select(message => message.Shown));
    }

    /// <summary>The lease was lost, or the server stopped in an orderly way: the next attempt makes of it the one answer.</summary>
    [Fact]
    public async Task Dispose_OfAnAttemptThatIsRepeated_LeavesItsMessageToTheNext()
    {
        await using (var lost = BeginPreview())
        {
            lost.Write(Begin);
            await UntilShownAsync(Begin);
        }
        await using var again = BeginPreview(isRepeat: true);
        var shown = await again.EndAsync(Token);
        again.Conclude(PreviewOutcome.Delivered);

        await SendAsync(Answer, shown);

        Assert.Equal(Answer, Assert.Single(Slack.Ours).Shown);
        Assert.True(Slack.Ours[0].IsMarked);
    }

    [Fact]
    public async Task Write_InAChannel_ShowsTheStateAndNoText()
    {
        var id = (SlackUnderTest.Thread with { Channel = "C0SHOP00001" }).ConversationId;
        await using var preview = _under.Previews.Begin(id, isRepeat: false)!;
        preview.Write(Answer);
        await UntilAsync(() => Slack.StatusOf(SlackUnderTest.Thread.Root) == "processing");

        Assert.False(preview.ShowsText);
        Assert.Null(await preview.EndAsync(Token));
        await preview.DisposeAsync();
        Assert.Equal("active", Slack.StatusOf(SlackUnderTest.Thread.Root));
        Assert.Empty(Slack.Ours);
    }

    [Fact]
    public async Task Write_WordsThatLookLikeMarkup_CallNobody()
    {
        const string Text = "Ask <!channel> & <@U0CUSTOMER1>, 1 < 2";
        await using var preview = BeginPreview();
        foreach (var letter in Text) preview.Write(letter.ToString());
        await UntilAsync(() => Slack.Ours is [{ } message] && message.Shown.EndsWith("1 < 2", StringComparison.Ordinal));

        var shown = await preview.EndAsync(Token);
        preview.Conclude(PreviewOutcome.Delivered);
        Assert.Equal(Text.Length, shown!.Length);
    }

    /// <summary>As with the first call after a start on a busy machine.</summary>
    [Fact]
    public async Task Write_WhileTheStateIsNotShownYet_IsShown()
    {
        await _under.DisposeAsync();
        _under = await SlackUnderTest.StartAsync(TimeSpan.FromMinutes(1));
        Slack.Fail("agents.sessions.setStatus", FakeSlackFault.SilentAfterwards);
        await using var preview = BeginPreview();
        preview.Write(Begin);
        await UntilShownAsync(Begin);

        var ending = preview.EndAsync(Token);
        await UntilAsync(() => ending.IsCompleted);
        preview.Conclude(PreviewOutcome.Delivered);
        await SendAsync(Answer, await ending);

        Assert.Equal(Answer, Assert.Single(Slack.Ours).Shown);
        // Slack may show it only now: nothing else would end it.
        await preview.DisposeAsync();
        Assert.Equal(["processing", "active"], States);
    }

    /// <summary>They share one time limit, and the state is not to stay because the stream takes all of it.</summary>
    [Fact]
    public async Task Dispose_WhileSlackIsSilentAboutTheStream_EndsTheState()
    {
        await _under.DisposeAsync();
        _under = await SlackUnderTest.StartAsync(TimeSpan.FromMinutes(1));
        Slack.Fail("chat.stopStream", FakeSlackFault.SilentAfterwards);
        var preview = BeginPreview();
        preview.Write(Begin);
        await UntilShownAsync(Begin);
        preview.Conclude(PreviewOutcome.Abandoned);

        var disposing = preview.DisposeAsync().AsTask();
        await UntilAsync(() => disposing.IsCompleted);
        await disposing;

        Assert.Equal(["processing", "active"], States);
    }

    /// <summary>Slack does not answer: the turn goes on all the same.</summary>
    [Fact]
    public async Task End_WhileSlackIsSilent_ReturnsInTime()
    {
        Slack.Fail("chat.startStream", FakeSlackFault.SilentAfterwards);
        await using var preview = BeginPreview();
        preview.Write(Begin);
        await UntilAsync(() => Slack.Calls.Any(call => call.Method == "chat.startStream"));

        var ending = preview.EndAsync(Token);
        await UntilAsync(() => ending.IsCompleted);
        var shown = await ending;

        Assert.Equal(new DeliveryPreview(null, 0), shown);
        await SendAsync(Answer, shown);
        Assert.Equal(Answer, Assert.Single(Slack.Ours).Shown);
    }

    private IEnumerable<string?> States =>
        Slack.Calls.Where(call => call.Method == "agents.sessions.setStatus").Select(call => call.Text("status"));

    private IAnswerPreview BeginPreview(bool isRepeat = false) => _under.Previews.Begin(SlackUnderTest.Thread.ConversationId, isRepeat)!;

    private Task UntilShownAsync(string text) => UntilAsync(() => Slack.Ours is [.., { } last] && last.Shown == text);

    private Task UntilAsync(Func<bool> condition) => Until.TrueAsync(condition, _under.Time, Step, "it is so");

    private Task<string?> SendAsync(string text, DeliveryPreview? preview, int attempt = 1)
    {
        var entry = SlackUnderTest.Entry("c1/turn_1/0", text, attempt);
        var articles = new ArticleReference[] { new("kb-1", "Passwords", "https://example.com/p", 1) };
        var delivery = entry.Delivery with { Articles = articles, Preview = preview };
        return _under.Channel.SendAsync(entry with { Delivery = delivery }, Token);
    }
}
