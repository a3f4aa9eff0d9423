using CsrAgent.Knowledge;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Redis;

/// <summary>Unanswered questions as one list, newest first.</summary>
internal sealed class RedisKnowledgeGaps(RedisConnection redis, IOptions<KnowledgeOptions> options) : IKnowledgeGaps
{
    private const string Gaps = "csr:gaps";

    public async Task RecordAsync(KnowledgeGap gap, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await redis.Database.ListLeftPushAsync(Gaps, RedisJson.Write(gap));
        await redis.Database.ListTrimAsync(Gaps, 0, options.Value.GapLimit - 1);
    }

    public async Task<IReadOnlyList<KnowledgeGap>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [.. (await redis.Database.ListRangeAsync(Gaps, 0, limit - 1)).Select(RedisJson.ReadGap)];
    }

    public async Task<int> EraseAsync(string userId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var theirs = (await redis.Database.ListRangeAsync(Gaps)).Where(value => RedisJson.ReadGap(value).UserId == userId);
        var erased = await Task.WhenAll(theirs.Distinct().Select(value => redis.Database.ListRemoveAsync(Gaps, value)));
        return (int)erased.Sum();
    }
}
