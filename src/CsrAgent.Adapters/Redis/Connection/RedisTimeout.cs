namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// Ends the wait for an answer that never comes. The client library has its own timeout, but a command in flight during a failover can get
/// lost between two connections, and then nothing ends it.
/// </summary>
internal static class RedisTimeout
{
    /// <summary>The margin over the library's own timeout, whose errors say more.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    /// <exception cref="TimeoutException">No answer came.</exception>
    public static Task<T> WithTimeout<T>(this Task<T> asked, TimeSpan timeout) =>
        asked.IsCompleted ? asked : asked.WaitAsync(timeout + Margin, TimeProvider.System);

    /// <exception cref="TimeoutException">No answer came.</exception>
    public static Task WithTimeout(this Task asked, TimeSpan timeout) =>
        asked.IsCompleted ? asked : asked.WaitAsync(timeout + Margin, TimeProvider.System);
}
