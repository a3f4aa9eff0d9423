using CsrAgent.Adapters.Redis.Connection;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>The processes that Redis knows as readers of a work stream.</summary>
internal static class RedisConsumers
{
    /// <summary>A process that has read nothing for so long is gone; one that is not is entered again by its next read.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromHours(1);

    /// <summary>Removes one that leaves, and those that are gone. One that still holds entries stays: they would be lost.</summary>
    /// <param name="redis">The connection.</param>
    /// <param name="partition">Whose stream.</param>
    /// <param name="leaving">Name of a process, or "".</param>
    /// <param name="goneAfter">How long the others may have read nothing; null: <see cref="GoneAfter"/>.</param>
    /// <returns>How many were removed.</returns>
    public static async Task<int> RemoveAsync(
        RedisConnection redis,
        RedisPartition partition,
        string leaving,
        TimeSpan? goneAfter = null
    ) =>
        (int)
            await redis.RunAsync(
                partition,
                new RedisCall(RedisScripts.Consumers)
                {
                    { "leaving", leaving },
                    { "goneAfter", (long)(goneAfter ?? GoneAfter).TotalMilliseconds },
                }
            );
}
