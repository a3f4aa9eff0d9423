using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Gaps;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Unanswered questions as one list per partition, newest first, each written by the commit of its turn.</summary>
internal sealed class RedisKnowledgeGaps(RedisConnection redis, IOptions<KnowledgeOptions> options) : IKnowledgeGaps
{
    /// <summary>The list for all partitions in which earlier versions stored them.</summary>
    private RedisKey Former => redis.Key("gaps");

    private IEnumerable<RedisKey> Lists => [.. redis.Partitions.All.Select(partition => partition.Key("gaps")), Former];

    public async Task<IReadOnlyList<KnowledgeGap>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var max = Math.Min(limit, options.Value.GapLimit);
        var found = await Task.WhenAll(Lists.Select(list => redis.WithinTimeout(redis.Database.ListRangeAsync(list, 0, max - 1))));
        return [.. found.SelectMany(gaps => gaps).Select(RedisJson.ReadGap).OrderByDescending(gap => gap.At).Take(max)];
    }

    public async Task<int> EraseAsync(string userId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var erased = await Task.WhenAll(Lists.Select(list => EraseAsync(list, userId)));
        return (int)erased.Sum();
    }

    private async Task<long> EraseAsync(RedisKey list, string userId)
    {
        var all = await redis.WithinTimeout(redis.Database.ListRangeAsync(list));
        var theirs = all.Where(value => RedisJson.ReadGap(value).UserId == userId).Distinct();
        var erased = await Task.WhenAll(theirs.Select(value => redis.WithinTimeout(redis.Database.ListRemoveAsync(list, value))));
        return erased.Sum();
    }
}
