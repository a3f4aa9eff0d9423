using CsrAgent.Turns.Mailbox;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// Retries what Redis could not do for the moment: while it starts or fails over to another master, or when a connection breaks.
/// </summary>
internal sealed class RedisFaults(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(800);

    // https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors and the cluster specification.
    private static readonly string[] Passing =
    [
        "LOADING",
        "READONLY",
        "MASTERDOWN",
        "CLUSTERDOWN",
        "TRYAGAIN",
        "NOREPLICAS",
        "MOVED",
        "ASK",
        "UNBLOCKED",
        "NOGROUP",
        "MISCONF",
    ];

    /// <param name="ask">Receives whether an earlier attempt may have taken effect without an answer; repeating it must be harmless
    /// then.</param>
    /// <param name="timeout">How long to keep trying.</param>
    /// <param name="cancellationToken">Ends the waits between attempts.</param>
    /// <exception cref="StoreUnavailableException">Every attempt within the timeout failed.</exception>
    public async Task<T> RetryAsync<T>(Func<bool, Task<T>> ask, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var wait = First; ; wait = wait * 2 < MaxPause ? wait * 2 : MaxPause)
        {
            try
            {
                return await ask(wait > First);
            }
            catch (Exception e) when (IsPassing(e))
            {
                if (time.GetElapsedTime(start) + wait >= timeout)
                {
                    throw new StoreUnavailableException($"Redis did not answer for {timeout}: {e.Message}", e);
                }
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    public static bool IsPassing(Exception e) =>
        e switch
        {
            RedisConnectionException or TimeoutException => true,
            RedisServerException => Passing.Any(code => e.Message.Contains(code, StringComparison.Ordinal)),
            _ => false,
        };
}
