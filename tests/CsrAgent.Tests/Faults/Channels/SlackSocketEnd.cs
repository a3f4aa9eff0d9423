using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Faults.Channels;

/// <summary>
/// Direct messages in Slack, told of through sockets, of which every second one leads through a proxy. What is not acknowledged in time is
/// told again, through whichever is open then.
/// </summary>
public sealed class SlackSocketEnd : SlackEnd
{
    private const int HugeFrame = 5 * 1024 * 1024;

    private static readonly TimeSpan AcknowledgedWithin = TimeSpan.FromSeconds(3);

    /// <summary>The agent's own pings notice it within 30 s.</summary>
    private static readonly TimeSpan HalfOpenFor = TimeSpan.FromSeconds(35);

    private readonly TcpProxy _proxy;
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private Task _halfOpen = Task.CompletedTask;
    private readonly ConcurrentDictionary<string, int> _told = new();
    private int _offered;

    private SlackSocketEnd(FakeSlack slack)
        : base(slack)
    {
        _proxy = new(new Uri(slack.ApiUrl).Port);
        slack.Sockets.Route = address =>
            Interlocked.Increment(ref _offered) % 2 == 0 ? address : new UriBuilder(address) { Port = _proxy.Port }.Uri;
    }

    public override string Name => "Slack's sockets";

    public override (string, string)[] Settings =>
        [.. base.Settings, ("SLACK_APP_TOKEN", FakeSlack.AppToken), ("SLACK_SIGNING_SECRET", "")];

    public override IEnumerable<string> Misbehaviours =>
        [
            "none",
            "duplicates with other ids",
            "late repeats",
            "out of order",
            "split frames",
            "huge frames",
            "broken sockets",
            "half-open sockets",
            "warnings and refreshes",
        ];

    public static new async Task<SlackSocketEnd> StartAsync() => new(await FakeSlack.StartAsync());

    public override async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _halfOpen.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
        await _proxy.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async Task<bool> IsTakenAsync(object said)
    {
        if (Slack.Sockets.Open is not { Count: > 0 } open) return false;
        // From 0 for each misbehaviour: it happens at once, however few messages there are.
        var number = _told.AddOrUpdate(Misbehaviour, 0, (_, last) => last + 1);
        var socket = open[number % open.Count];
        try
        {
            await TellAsync(socket, FakeSlackEvents.Of((FakeSlackMessage)said), number)
                .WaitAsync(AcknowledgedWithin, TimeProvider.System, Token);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task TellAsync(FakeSlackSocket socket, JsonObject payload, int number)
    {
        switch (Misbehaviour)
        {
            case "huge frames" when number % 10 == 0:
                Happens();
                await socket.SendAsync(new byte[HugeFrame], WebSocketMessageType.Text, 64 * 1024);
                break;
            case "half-open sockets" when number % 60 == 0:
                Happens();
                Stall();
                break;
            case "warnings and refreshes" when number % 50 == 0:
                Happens();
                await socket.DisconnectAsync(number % 100 == 0 ? "warning" : "refresh_requested");
                break;
            default:
                break;
        }
        var told = socket.DeliverAsync(payload, frame: Misbehaviour == "split frames" ? 7 : int.MaxValue);
        if (Misbehaviour == "split frames") Happens();
        if (Misbehaviour == "broken sockets" && number % 15 == 0)
        {
            Happens();
            socket.Break();
        }
        await told;
    }

    /// <summary>For a while nothing comes through every second socket, and nobody says so.</summary>
    private void Stall()
    {
        lock (_lock)
        {
            if (!_halfOpen.IsCompleted) return;
            _proxy.Stall();
            _halfOpen = ResumeAsync();
        }
    }

    private async Task ResumeAsync()
    {
        await Task.Delay(HalfOpenFor, TimeProvider.System, _ended.Token);
        _proxy.Resume();
    }
}
