using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Slack;

/// <summary>One connection of Socket Mode, seen from Slack.</summary>
public sealed class FakeSlackSocket(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _acknowledged = new();

    /// <summary>The envelopes that were acknowledged, as they came.</summary>
    public ConcurrentQueue<string> Acknowledged { get; } = new();

    /// <summary>Sends an envelope; completes when it is acknowledged.</summary>
    /// <param name="frame">The most bytes of it in one frame.</param>
    public async Task DeliverAsync(JsonObject payload, string type = "events_api", string? envelopeId = null, int frame = int.MaxValue)
    {
        var id = envelopeId ?? Guid.NewGuid().ToString();
        var acknowledged = _acknowledged[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var envelope = new JsonObject
        {
            ["envelope_id"] = id,
            ["type"] = type,
            ["accepts_response_payload"] = false,
            ["payload"] = payload.DeepClone(),
        };
        await SendAsync(Encoding.UTF8.GetBytes(envelope.ToJsonString()), WebSocketMessageType.Text, frame);
        await acknowledged.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public Task DisconnectAsync(string reason) => SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason });

    public Task SendAsync(JsonObject frame) => SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text);

    /// <summary>One message, in several frames where it is longer than <paramref name="frame"/> bytes.</summary>
    public async Task SendAsync(byte[] bytes, WebSocketMessageType type, int frame = int.MaxValue)
    {
        await _one.WaitAsync();
        try
        {
            for (var from = 0; from == 0 || from < bytes.Length; from += frame)
            {
                var length = Math.Min(frame, bytes.Length - from);
                await socket.SendAsync(bytes.AsMemory(from, length), type, from + length >= bytes.Length, CancellationToken.None);
                if (frame == int.MaxValue) break;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Breaks the connection without a word.</summary>
    public void Break() => socket.Abort();

    /// <summary>An orderly end.</summary>
    public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public void Dispose() => _one.Dispose();

    internal async Task ReadAsync(CancellationToken stopping)
    {
        var buffer = new byte[64 * 1024];
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), stopping);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                if (socket.State == WebSocketState.CloseReceived) await CloseAsync();
                return;
            }
            var id = JsonNode.Parse(buffer.AsSpan(0, received.Count))!["envelope_id"]!.GetValue<string>();
            Acknowledged.Enqueue(id);
            if (_acknowledged.TryGetValue(id, out var acknowledged)) acknowledged.TrySetResult();
        }
    }
}
