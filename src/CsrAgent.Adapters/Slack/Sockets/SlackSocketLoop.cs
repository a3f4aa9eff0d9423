using System.Net.WebSockets;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack.Sockets;

/// <summary>
/// Keeps <c>SLACK_SOCKETS</c> sockets open. One that Slack calls back, or that grows old, is replaced, and is read on beside its successor,
/// so that no event falls between.
/// </summary>
internal sealed class SlackSocketLoop(
    SlackApi api,
    SlackEnvelopes envelopes,
    SlackHealth faults,
    IOptions<SlackOptions> options,
    LoopHealth health,
    TimeProvider time,
    ILogger<SlackSocketLoop> logger
) : PeriodicLoop(health, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long an old socket is read beside its successor, if Slack does not end it before: what comes is acknowledged.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(15);

    /// <summary>A peer that does not answer a close would leak connections, of which Slack allows ten.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Slack pings too, but a connection that broke in silence is noticed by one's own pings only.</summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(20);

    private readonly List<SlackSocket> _sockets = [];
    private int _failures;

    protected override bool HasWork => options.Value.AppToken.Length > 0;

    protected override TimeSpan MaxIteration => TimeSpan.FromMinutes(5);

    /// <summary>A Slack that does not let the app in is a fault of this channel, not of the server.</summary>
    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        try
        {
            await ReplaceAsync(stopping);
            _failures = 0;
            return Pause;
        }
        catch (SlackException e)
        {
            faults.Report(e);
            var delay = e.RetryAfter ?? TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _failures++), MaxRetry.TotalSeconds));
            Logger.LogWarning("No socket to Slack, next attempt in {Delay}: {Reason}", delay, e.Message);
            return delay;
        }
    }

    private async Task ReplaceAsync(CancellationToken stopping)
    {
        var refused = _sockets.Where(socket => socket.WasRefused).ToList();
        await Task.WhenAll(refused.Select(EndAsync));
        if (refused.Count > 0) throw new SlackException("Socket Mode", "link_disabled");
        var leaving = _sockets.Where(socket => socket.IsLeaving).ToList();
        while (_sockets.Count - leaving.Count < options.Value.Sockets) await OpenAsync(stopping);
        await Task.WhenAll(leaving.Where(socket => socket.Ended.IsCompleted || socket.LeavesFor >= Overlap).Select(EndAsync));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_sockets.ToList().Select(EndAsync));
    }

    private async Task OpenAsync(CancellationToken stopping)
    {
        // A new address for each: Slack takes each once.
        var address = await api.OpenConnectionAsync(stopping);
        var client = new ClientWebSocket();
        client.Options.KeepAliveInterval = PingInterval;
        client.Options.KeepAliveTimeout = PongTimeout;
        try
        {
            await client.ConnectAsync(address, stopping).WaitAsync(HelloTimeout, Time, stopping);
        }
        catch (Exception e)
        {
            client.Dispose();
            if (e is WebSocketException or TimeoutException) throw new SlackException("Socket Mode", SlackErrors.Unclear, inner: e);
            throw;
        }
        var socket = new SlackSocket(client, envelopes, Time, Logger);
        try
        {
            await Task.WhenAny(socket.Hello, socket.Ended).WaitAsync(HelloTimeout, Time, stopping);
            if (socket.WasRefused) throw new SlackException("Socket Mode", "link_disabled");
            if (socket.IsLeaving) throw new SlackException("Socket Mode", SlackErrors.Unclear);
        }
        catch
        {
            await socket.DisposeAsync();
            throw;
        }
        _sockets.Add(socket);
        Logger.LogInformation("A socket to Slack is open, {Count} in all", _sockets.Count);
    }

    private async Task EndAsync(SlackSocket socket)
    {
        await socket.CloseAsync(CloseTimeout);
        lock (_sockets)
            _sockets.Remove(socket);
        await socket.DisposeAsync();
    }
}
