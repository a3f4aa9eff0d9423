using CsrAgent.Adapters.Markdown.Rendering;
using CsrAgent.Adapters.Slack;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Adapters.Slack.Streams;
using CsrAgent.Channels;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Slack;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Slack;

/// <summary>The channel with a Slack of its own at the other end.</summary>
internal sealed class SlackUnderTest : IAsyncDisposable
{
    public static readonly SlackThread Thread = new(FakeSlack.Team, "D0CUSTOMER1", "1764400000.000100", "U0CUSTOMER1");

    private readonly HttpClient _http;

    private SlackUnderTest(FakeSlack slack, TimeSpan timeout)
    {
        Slack = slack;
        Options = Microsoft.Extensions.Options.Options.Create(
            new SlackOptions
            {
                BotToken = FakeSlack.BotToken,
                AppToken = FakeSlack.AppToken,
                ApiUrl = slack.ApiUrl,
            }
        );
        _http = new() { BaseAddress = new Uri(slack.ApiUrl), Timeout = timeout };
        Api = new(_http, Health, Options);
        Self = new(Api);
        Posts = new(Api, Self, NullLogger<SlackPosts>.Instance);
        var reply = new SlackReply(new MarkdownReplyRenderer());
        Streams = new(Api, Time, NullLogger<SlackStreams>.Instance);
        Previews = new(Streams, new(Api, Time, NullLogger<SlackSessions>.Instance), Options, Time);
        Channel = new(Posts, new(Api, Posts, Streams), reply, Previews, Options);
    }

    public FakeSlack Slack { get; }

    public IOptions<SlackOptions> Options { get; }

    public SlackHealth Health { get; } = new();

    public SlackApi Api { get; }

    public SlackSelf Self { get; }

    public SlackPosts Posts { get; }

    public SlackChannel Channel { get; }

    public SlackStreams Streams { get; }

    public SlackPreviews Previews { get; }

    /// <summary>The clock of previews.</summary>
    public FakeTimeProvider Time { get; } = new(Some.Noon);

    /// <param name="timeout">Of a call, in real time.</param>
    public static async Task<SlackUnderTest> StartAsync(TimeSpan? timeout = null) =>
        new(await FakeSlack.StartAsync(), timeout ?? TimeSpan.FromSeconds(2));

    public static OutboxEntry Entry(string id = "d1", string text = "Hello", int attempt = 1) =>
        new(new Delivery(id, Thread.ConversationId, SlackChannel.ChannelName, Thread.UserId, text), attempt, Fence: 1, TakenAt: 0);

    public async ValueTask DisposeAsync()
    {
        Self.Dispose();
        _http.Dispose();
        await Slack.DisposeAsync();
    }
}
