using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.Slack.Sockets;

/// <summary>JSON over a web socket: one reader, any number of writers.</summary>
internal sealed class SlackFrames(WebSocket socket) : IDisposable
{
    private const int MaxFrame = 4 * 1024 * 1024;

    private readonly SemaphoreSlim _one = new(1);
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>
    /// The next object; what is no JSON object is left out, and so is what is larger than anything that Slack sends. Null when the other
    /// end has closed.
    /// </summary>
    public async Task<JsonElement?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var text = new MemoryStream();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                if (text.Length <= MaxFrame) text.Write(_buffer, 0, part.Count);
            } while (!part.EndOfMessage);

            if (part.MessageType == WebSocketMessageType.Text && text.Length <= MaxFrame && Parse(text) is { } frame) return frame;
        }
    }

    public Task SendAsync(JsonObject frame, CancellationToken cancellationToken) =>
        OneByOneAsync(
            () =>
                socket.SendAsync(
                    Encoding.UTF8.GetBytes(frame.ToJsonString()),
                    WebSocketMessageType.Text,
                    endOfMessage: true,
                    cancellationToken
                ),
            cancellationToken
        );

    /// <summary>Says that nothing more will be written; the other end answers with its own close.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) =>
        OneByOneAsync(
            () =>
                socket.State is WebSocketState.Open or WebSocketState.CloseReceived
                    ? socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken)
                    : Task.CompletedTask,
            cancellationToken
        );

    public void Dispose()
    {
        socket.Dispose();
        _one.Dispose();
    }

    private async Task OneByOneAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await write();
        }
        finally
        {
            _one.Release();
        }
    }

    private static JsonElement? Parse(MemoryStream text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.GetBuffer().AsMemory(0, (int)text.Length));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
