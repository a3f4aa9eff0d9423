using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Tests.Contracts;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Adapters.Slack;

public sealed class SlackChannelTests : SendingChannelContract, IAsyncLifetime
{
    private SlackUnderTest _under = null!;

    protected override IChannel Channel => _under.Channel;

    protected override ConversationId ConversationId => SlackUnderTest.Thread.ConversationId;

    protected override string Recipient => SlackUnderTest.Thread.Channel;

    protected override IReadOnlyList<string> Arrived => [.. _under.Slack.Ours.Select(message => message.Json)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _under = await SlackUnderTest.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_under.Slack.Violations);
        await _under.DisposeAsync();
    }

    protected override void Refuse(bool forGood) =>
        _under.Slack.Fail("chat.postMessage", forGood ? FakeSlackFault.ChannelNotFound : FakeSlackFault.ServerError);

    [Theory]
    [InlineData(FakeSlackFault.ServerErrorAfterwards)]
    [InlineData(FakeSlackFault.BrokenAfterwards)]
    [InlineData(FakeSlackFault.FatalErrorAfterwards)]
    [InlineData(FakeSlackFault.SilentAfterwards)]
    [InlineData(FakeSlackFault.ServerError)]
    [InlineData(FakeSlackFault.RateLimited)]
    [InlineData(FakeSlackFault.NotJson)]
    public async Task Send_UnclearFailure_IsThereOnceAfterTheRetry(FakeSlackFault fault)
    {
        var sender = _under.Channel.Sender!;
        _under.Slack.Fail("chat.postMessage", fault);
        var error = await Assert.ThrowsAsync<DeliveryException>(() => sender.SendAsync(SlackUnderTest.Entry(), Token));
        Assert.True(error.Retryable);
        Assert.Equal(fault == FakeSlackFault.RateLimited ? TimeSpan.FromSeconds(1) : null, error.RetryAfter);

        var ts = await sender.SendAsync(SlackUnderTest.Entry(attempt: 2), Token);

        Assert.Equal(ts, Assert.Single(_under.Slack.Ours).Ts);
    }

    [Fact]
    public async Task Send_RetryInALongThread_LooksThroughAllPages()
    {
        _under.Slack.MaxPage = 3;
        var sender = _under.Channel.Sender!;
        for (var i = 0; i < 10; i++) await sender.SendAsync(SlackUnderTest.Entry($"d{i}"), Token);

        var again = await sender.SendAsync(SlackUnderTest.Entry("d8", attempt: 2), Token);

        Assert.Equal(_under.Slack.Ours[8].Ts, again);
        Assert.Equal(10, _under.Slack.Ours.Count);
    }

    /// <summary>Another app may copy metadata; only the app's own messages count.</summary>
    [Fact]
    public async Task Send_MessageOfAnotherWithTheSameMetadata_IsSentAllTheSame()
    {
        var sender = _under.Channel.Sender!;
        await sender.SendAsync(SlackUnderTest.Entry(), Token);
        var ours = _under.Slack.Ours[0];
        _under.Slack.Delete(ours);
        _under.Slack.Copy(ours, "U0STRANGER1");

        await sender.SendAsync(SlackUnderTest.Entry(attempt: 2), Token);

        Assert.Single(_under.Slack.Ours);
    }

    [Fact]
    public async Task Send_RevokedToken_KeepsTheDeliveryAndSaysWhatToDo()
    {
        _under.Slack.Fail("chat.postMessage", FakeSlackFault.TokenRevoked);

        var error = await Assert.ThrowsAsync<DeliveryException>(() => _under.Channel.SendAsync(SlackUnderTest.Entry(), Token));

        Assert.True(error.Retryable);
        Assert.Contains("install the app again", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeSlack.BotToken, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WordsThatLookLikeMarkup_CallNobody()
    {
        await _under.Channel.SendAsync(SlackUnderTest.Entry(text: "Hello <!channel> & <@U0CUSTOMER1>, 1 < 2"), Token);

        var shown = Assert.Single(_under.Slack.Ours).Shown;
        Assert.Contains("&lt;!channel&gt; &amp; &lt;@U0CUSTOMER1&gt;, 1 &lt; 2", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3_000)]
    [InlineData(12_001)]
    [InlineData(60_000)]
    public async Task Send_LongText_FitsIntoSlacksLimits(int length)
    {
        var text = string.Join(' ', Enumerable.Range(0, length / 5).Select(i => $"{i % 10_000:D4}"));

        await _under.Channel.SendAsync(SlackUnderTest.Entry(text: text), Token);

        var shown = Assert.Single(_under.Slack.Ours).Shown.Replace('\n', ' ');
        Assert.StartsWith(text[..2_000], shown, StringComparison.Ordinal);
        Assert.Equal(text.Length > 40_000, shown.EndsWith('…'));
    }

    [Fact]
    public async Task Send_AnswerWithSources_LinksThemAndCanBeRated()
    {
        var entry = SlackUnderTest.Entry("c1/turn_1/0");
        var articles = new ArticleReference[]
        {
            new("kb-1", "Returns <& refunds>", "https://example.com/r?a=1&b=2", 1),
            new("kb-2", "No link", null, 1),
        };

        await _under.Channel.SendAsync(entry with { Delivery = entry.Delivery with { Articles = articles } }, Token);

        var json = Assert.Single(_under.Slack.Ours).Content["blocks"]!;
        Assert.Equal(
            "<https://example.com/r?a=1&amp;b=2|Returns &lt;&amp; refunds&gt;> · No link",
            json[1]!["elements"]![0]!["text"]!.GetValue<string>()
        );
        Assert.Equal("up:turn_1", json[2]!["elements"]![0]!["positive_button"]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Send_ConversationOfAnotherChannel_IsGivenUp()
    {
        var entry = SlackUnderTest.Entry();
        entry = entry with { Delivery = entry.Delivery with { ConversationId = new("web-1") } };

        var error = await Assert.ThrowsAsync<DeliveryException>(() => _under.Channel.SendAsync(entry, Token));

        Assert.False(error.Retryable);
    }
}
