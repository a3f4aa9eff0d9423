using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Gaps;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Unanswered questions as one list, newest first.</summary>
internal sealed class RedisKnowledgeGaps(RedisConnection redis, IOptions<KnowledgeOptions> options) : IKnowledgeGaps
{
    private const string Gaps = "csr:gaps";

    /// <summary>Beyond the limit, so that not each question cuts the list.</summary>
    private const int Surplus = 100;

    public async Task RecordAsync(KnowledgeGap gap, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var length = await redis.InTime(redis.Database.ListLeftPushAsync(Gaps, RedisJson.Write(gap)));
        if (length >= options.Value.GapLimit + Surplus)
        {
            await redis.InTime(redis.Database.ListTrimAsync(Gaps, 0, options.Value.GapLimit - 1));
        }
    }

    public async Task<IReadOnlyList<KnowledgeGap>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [.. (await redis.InTime(redis.Database.ListRangeAsync(Gaps, 0, limit - 1))).Select(RedisJson.ReadGap)];
    }

    public async Task<int> EraseAsync(string userId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var theirs = (await redis.InTime(redis.Database.ListRangeAsync(Gaps))).Where(value => RedisJson.ReadGap(value).UserId == userId);
        var erased = await Task.WhenAll(theirs.Distinct().Select(value => redis.InTime(redis.Database.ListRemoveAsync(Gaps, value))));
        return (int)erased.Sum();
    }
}
