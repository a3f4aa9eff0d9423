using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using CsrAgent.Adapters.Slack;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Faults.Channels;

/// <summary>Direct messages in Slack, told of by HTTP.</summary>
public class SlackEnd : ChannelEnd
{
    private readonly FakeSlack _slack;
    private readonly ConcurrentDictionary<int, string> _roots = new();
    private readonly ConcurrentDictionary<string, bool> _begun = new();
    private int _calls;

    protected SlackEnd(FakeSlack slack)
    {
        _slack = slack;
        _slack.Fault = FaultOf;
    }

    public override string Name => "Slack";

    public override (string, string)[] Settings => _slack.Settings;

    public override IReadOnlyCollection<string> Violations => _slack.Violations;

    /// <summary>A stream that nobody has completed, or that was left, carries no delivery's mark.</summary>
    protected override IEnumerable<(int Conversation, string? Id)> Arrived =>
        _slack.Ours.Select(message =>
            (
                int.Parse(message.Channel.AsSpan("D0KILL".Length), CultureInfo.InvariantCulture),
                message.Delivery is "left" ? null : message.Delivery
            )
        );

    protected override IReadOnlyDictionary<string, object> Faults { get; } =
        new Dictionary<string, object>
        {
            ["429"] = FakeSlackFault.RateLimited,
            ["500 after it was taken"] = FakeSlackFault.ServerErrorAfterwards,
            ["connection broken after it was taken"] = FakeSlackFault.BrokenAfterwards,
            ["silence after it was taken"] = FakeSlackFault.SilentAfterwards,
            ["fatal_error after it was taken"] = FakeSlackFault.FatalErrorAfterwards,
            ["revoked token"] = FakeSlackFault.TokenRevoked,
        };

    protected FakeSlack Slack => _slack;

    protected override string SessionOf(int conversation) =>
        new SlackThread(FakeSlack.Team, $"D0KILL{conversation:D5}", _roots[conversation], $"U0KILL{conversation:D5}").ConversationId.Value;

    protected override string IdOf(string delivery) => SlackPosts.MarkOf(delivery);

    public static async Task<SlackEnd> StartAsync() => new(await FakeSlack.StartAsync());

    public override object Say(int conversation, int question)
    {
        var said = _slack.Say(
            $"U0KILL{conversation:D5}",
            $"D0KILL{conversation:D5}",
            Question(conversation, question),
            _roots.GetValueOrDefault(conversation)
        );
        _roots.TryAdd(conversation, said.Ts);
        return said;
    }

    /// <summary>Every call about it in the order in which it was read, and what was written in the end.</summary>
    public override string Describe(int conversation)
    {
        var channel = $"D0KILL{conversation:D5}";
        var calls = _slack
            .Calls.Where(call => (call.Text("channel") ?? call.Text("channel_id")) == channel)
            .Select(call => $"{call.At:HH:mm:ss.fff} {call.Method} {call.Arguments["metadata"]?.ToJsonString()}");
        var written = _slack.Ours.Where(message => message.Channel == channel).Select(message => $"{message.Ts} {message.Json}");
        return string.Join('\n', calls.Concat(written));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _slack.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override HttpRequestMessage Call(object said)
    {
        var body = FakeSlackEvents.Of((FakeSlackMessage)said).ToJsonString();
        var at = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - Age).ToString(CultureInfo.InvariantCulture);
        var call = new HttpRequestMessage(HttpMethod.Post, $"{Address}/webhooks/slack")
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        call.Headers.Add("X-Slack-Request-Timestamp", at);
        call.Headers.Add("X-Slack-Signature", FakeSlackEvents.Sign(FakeSlack.SigningSecret, at, body));
        return call;
    }

    private FakeSlackFault? FaultOf(FakeSlackCall call) =>
        call.Method == "chat.postMessage"
            ? (FakeSlackFault?)FaultFor(_begun.TryAdd(call.Text("thread_ts")!, true), Interlocked.Increment(ref _calls))
            : null;
}
