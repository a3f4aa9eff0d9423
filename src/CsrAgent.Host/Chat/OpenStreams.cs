using CsrAgent.Conversations;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat;

/// <summary>
/// Limits the event streams of this process, of each session and of each address. They have a budget of their own: any number of open chat
/// pages leaves the room for messages untouched.
/// </summary>
internal sealed class OpenStreams(IOptions<ChatOptions> options)
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly PlaceCount<ConversationId> _ofSession = new(options.Value.MaxStreamsPerSession);
    private readonly PlaceCount<string> _ofAddress = new(options.Value.MaxStreamsPerAddress);
    private int _open;

    /// <summary>Null if a limit is reached; otherwise dispose it when the client leaves.</summary>
    /// <param name="id">The session.</param>
    /// <param name="address">The client's; null for a back end, which speaks for many customers.</param>
    public IDisposable? TryEnter(ConversationId id, string? address)
    {
        if (Interlocked.Increment(ref _open) <= options.Value.MaxStreams)
        {
            if (_ofSession.TryTake(id))
            {
                if (address is null || _ofAddress.TryTake(address)) return new Place(this, id, address);
                _ofSession.GiveBack(id);
            }
        }
        Interlocked.Decrement(ref _open);
        return null;
    }

    private sealed class Place(OpenStreams streams, ConversationId id, string? address) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) != 0) return;
            Interlocked.Decrement(ref streams._open);
            streams._ofSession.GiveBack(id);
            if (address is not null) streams._ofAddress.GiveBack(address);
        }
    }
}
