using System.Net.ServerSentEvents;
using System.Text.Json;

namespace CsrAgent.Tests.Support;

/// <summary>An event stream that is being read.</summary>
public sealed class ChatClientStream : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private ChatClientStream(HttpResponseMessage response, Stream body, CancellationToken cancellationToken)
    {
        _response = response;
        _events = SseParser.Create(body).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    public IEnumerable<string> HeaderNames =>
        _response.Headers.Concat(_response.Content.Headers).Select(header => header.Key.ToLowerInvariant());

    internal static async Task<ChatClientStream> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            return new(response, await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
        }
        using (response)
        {
            throw new InvalidOperationException(
                $"No event stream but {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}"
            );
        }
    }

    /// <summary>The next event; null at the stream's end.</summary>
    public async Task<ChatClientEvent?> NextAsync() =>
        await _events.MoveNextAsync().AsTask().WaitAsync(Timeout, TimeProvider.System, TestContext.Current.CancellationToken)
            ? new(_events.Current.EventType, JsonDocument.Parse(_events.Current.Data).RootElement)
            : null;

    /// <summary>Everything up to the first event that fits, which is the last of them; fails when the stream ends before.</summary>
    public async Task<List<ChatClientEvent>> UntilAsync(Func<ChatClientEvent, bool> fits)
    {
        var read = new List<ChatClientEvent>();
        while (await NextAsync() is { } happened)
        {
            read.Add(happened);
            if (fits(happened)) return read;
        }

        throw new InvalidOperationException(
            $"The stream ended without what the test waits for, after: {string.Join(", ", read.Select(e => e.Name))}."
        );
    }

    public async Task<List<ChatClientEvent>> AllAsync()
    {
        var read = new List<ChatClientEvent>();
        while (await NextAsync() is { } happened) read.Add(happened);
        return read;
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        await _events.DisposeAsync();
    }
}
