using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>Finds what one partition has, nobody knows which; also while a master does not answer that has nothing to do with it.</summary>
internal static class RedisSearch
{
    /// <returns>The first value that is there; null where no partition has one.</returns>
    /// <remarks>Throws where none is found and a partition that might have it did not answer.</remarks>
    public static async Task<RedisValue> FindAsync(RedisConnection redis, Func<RedisPartition, Task<RedisValue>> ask)
    {
        var asked = redis.Partitions.All.Select(ask).ToList();
        await foreach (var answer in Task.WhenEach(asked))
        {
            if (answer is { IsCompletedSuccessfully: true, Result.IsNull: false }) return answer.Result;
        }

        await Task.WhenAll(asked);
        return RedisValue.Null;
    }
}
