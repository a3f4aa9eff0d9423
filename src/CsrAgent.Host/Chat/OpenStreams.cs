using System.Collections.Concurrent;
using CsrAgent.Conversations;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat;

/// <summary>
/// Limits the event streams of this process and of each session. They have a budget of their own: any number of open chat pages leaves the
/// room for messages untouched.
/// </summary>
internal sealed class OpenStreams(IOptions<ChatOptions> options)
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ConversationId, int> _ofSession = new();
    private int _open;

    /// <summary>Null if a limit is reached; otherwise dispose it when the client leaves.</summary>
    public IDisposable? TryEnter(ConversationId id)
    {
        if (_ofSession.AddOrUpdate(id, 1, (_, open) => open + 1) > options.Value.MaxStreamsPerSession)
        {
            LeaveSession(id);
            return null;
        }
        if (Interlocked.Increment(ref _open) <= options.Value.MaxStreams) return new Place(this, id);
        Interlocked.Decrement(ref _open);
        LeaveSession(id);
        return null;
    }

    private void LeaveSession(ConversationId id)
    {
        while (_ofSession.TryGetValue(id, out var open))
        {
            var left = open == 1 ? _ofSession.TryRemove(new(id, open)) : _ofSession.TryUpdate(id, open - 1, open);
            if (left) return;
        }
    }

    private sealed class Place(OpenStreams streams, ConversationId id) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) != 0) return;
            Interlocked.Decrement(ref streams._open);
            streams.LeaveSession(id);
        }
    }
}
