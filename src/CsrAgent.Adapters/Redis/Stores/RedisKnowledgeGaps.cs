using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Gaps;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Unanswered questions as one list per partition, newest first, each written by the commit of its turn.</summary>
internal sealed class RedisKnowledgeGaps(RedisConnection redis, RedisReplicas replicas, IOptions<KnowledgeOptions> options) : IKnowledgeGaps
{
    public async Task<IReadOnlyList<KnowledgeGap>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var max = Math.Min(limit, options.Value.GapLimit);
        var lists = RedisGapList.All(redis);
        var found = await Task.WhenAll(lists.Select(list => redis.WithinTimeout(redis.Database.ListRangeAsync(list.Key, 0, max - 1))));
        return [.. found.SelectMany(gaps => gaps).Select(RedisJson.ReadGap).OrderByDescending(gap => gap.At).Take(max)];
    }

    public async Task<int> EraseAsync(string userId, ErasureReference? erasure, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var erased = await Task.WhenAll(RedisGapList.All(redis).Select(list => EraseAsync(list, userId, erasure)));
        return erased.Sum();
    }

    /// <summary>A retry finds nothing left, so the first attempt's result stands.</summary>
    private async Task<int> EraseAsync(RedisGapList list, string userId, ErasureReference? erasure)
    {
        var all = await redis.WithinTimeout(redis.Database.ListRangeAsync(list.Key));
        var theirs = all.Where(value => RedisJson.ReadGap(value).UserId == userId).Distinct().ToList();
        if (theirs.Count == 0) return 0;
        var call = new RedisCall(RedisScripts.Forget)
        {
            { "counts", erasure is not null },
            { "countsTime", (long)RedisErasureProgress.CountsTime.TotalMilliseconds },
            { "questions", theirs },
        };
        var erased = 0;
        return await replicas.WriteAsync(
            list.Fence,
            async _ =>
            {
                var now = (int)await redis.RunAsync([list.Key, list.CountsKey(erasure?.Receipt ?? "")], call);
                return erased = Math.Max(erased, now);
            },
            RedisReplicas.StepTimeout
        );
    }
}
