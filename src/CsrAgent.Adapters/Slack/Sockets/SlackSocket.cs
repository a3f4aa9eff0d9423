using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Adapters.Slack.Events;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Slack.Sockets;

/// <summary>
/// One connection of Socket Mode. An envelope is acknowledged when what is in it is durable; one that is not comes again, through whichever
/// socket is open then.
/// </summary>
internal sealed class SlackSocket : IAsyncDisposable
{
    /// <summary>Before Slack ends the connection by itself.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private const int MaxAtOnce = 64;

    private readonly SlackFrames _frames;
    private readonly SlackEnvelopes _envelopes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _room = new(MaxAtOnce);
    private readonly CancellationTokenSource _cut = new();
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _taking = Task.CompletedTask;
    private ITimer? _leaveTimer;
    private long _leavesSince;

    public SlackSocket(WebSocket socket, SlackEnvelopes envelopes, TimeProvider time, ILogger logger)
    {
        (_frames, _envelopes, _time, _logger) = (new(socket), envelopes, time, logger);
        Ended = RunAsync();
    }

    /// <summary>Completes when Slack has said hello, so that events can come.</summary>
    public Task Hello => _hello.Task;

    /// <summary>Completes, without an exception, when nothing more comes and all that came is done.</summary>
    public Task Ended { get; }

    /// <summary>It has ended or will soon: another one has to take over.</summary>
    public bool IsLeaving => Interlocked.Read(ref _leavesSince) != 0;

    /// <summary>Since when.</summary>
    public TimeSpan LeavesFor => IsLeaving ? _time.GetElapsedTime(Interlocked.Read(ref _leavesSince)) : TimeSpan.Zero;

    /// <summary>Slack no longer offers Socket Mode to this app.</summary>
    public bool WasRefused { get; private set; }

    /// <summary>Asks for the end. A peer that does not answer within <paramref name="timeout"/> is left.</summary>
    public async Task CloseAsync(TimeSpan timeout)
    {
        Leave();
        await using var timer = _time.CreateTimer(_ => _cut.Cancel(), null, timeout, Timeout.InfiniteTimeSpan);
        try
        {
            await _frames.CloseAsync(_cut.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            await _cut.CancelAsync();
        }
        await Ended;
    }

    public async ValueTask DisposeAsync()
    {
        await _cut.CancelAsync();
        await Ended;
        if (_leaveTimer is not null) await _leaveTimer.DisposeAsync();
        _frames.Dispose();
        _room.Dispose();
        _cut.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            while (await _frames.ReadAsync(_cut.Token) is { } frame) await ReadAsync(frame);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            _logger.LogInformation("A socket to Slack was cut off: {Reason}", e.Message);
        }
        Leave();
        await _taking;
        if (_hello.Task.IsCompleted) SlackMetrics.Sockets.Add(-1);
    }

    private async Task ReadAsync(JsonElement frame)
    {
        switch (frame.Text("type"))
        {
            case "hello":
                Welcome(frame);
                break;
            case "disconnect":
                _logger.LogInformation("Slack will end a socket: {Reason}", frame.Text("reason"));
                WasRefused = frame.Text("reason") == "link_disabled";
                Leave();
                break;
            default:
                if (frame.Text("envelope_id") is not { } id) break;
                await _room.WaitAsync(_cut.Token);
                var taken = TakeAsync(id, frame);
                _taking = _taking.IsCompleted ? taken : Task.WhenAll(_taking, taken);
                break;
        }
    }

    private void Leave() => Interlocked.CompareExchange(ref _leavesSince, Math.Max(1, _time.GetTimestamp()), 0);

    private void Welcome(JsonElement hello)
    {
        if (!_hello.TrySetResult()) return;
        SlackMetrics.Sockets.Add(1);
        if (hello.Find("debug_info")?.Find("approximate_connection_time") is not { ValueKind: JsonValueKind.Number } seconds) return;
        var life = TimeSpan.FromSeconds(seconds.GetDouble()) - Margin;
        if (life > TimeSpan.Zero) _leaveTimer = _time.CreateTimer(_ => Leave(), null, life, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Never throws. Goes on when the socket breaks: what has come may be lost otherwise.</summary>
    private async Task TakeAsync(string id, JsonElement frame)
    {
        try
        {
            var receipt = await _envelopes.TakeAsync(frame, CancellationToken.None);
            if (receipt != SlackReceipt.Later) await _frames.SendAsync(new JsonObject { ["envelope_id"] = id }, _cut.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is durable, and will be recognized when it comes again.
            _logger.LogInformation("An envelope could not be acknowledged: {Reason}", e.Message);
        }
        catch (Exception e) // Whatever went wrong with one envelope, Slack sends it again, and the others go on.
        {
            _logger.LogError(e, "An envelope of Slack could not be taken");
        }
        finally
        {
            _room.Release();
        }
    }
}
