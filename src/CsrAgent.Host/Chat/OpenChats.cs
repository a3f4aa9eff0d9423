using CsrAgent.Turns;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat;

/// <summary>
/// Limits the requests of this process that wait for the answer to a message to <c>MAX_CONCURRENT_CHATS</c>.
/// </summary>
internal sealed class OpenChats(IOptions<TurnOptions> options)
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private int _open;

    /// <summary>Null if the limit is reached; otherwise dispose it when the caller leaves.</summary>
    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _open) <= options.Value.MaxConcurrentChats) return new Place(this);
        Interlocked.Decrement(ref _open);
        return null;
    }

    private sealed class Place(OpenChats chats) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) Interlocked.Decrement(ref chats._open);
        }
    }
}
