using System.Text.Json;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sharing;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>
/// The articles as a hash, and beside it a sorted set that holds the position of each one's last change; a deleted one is only in the set.
/// </summary>
internal sealed class RedisArticleLog(RedisConnection redis, RedisReplicas replicas) : IArticleLog
{
    private const int Page = 100;

    // In one slot of a cluster.
    private RedisKey Articles => redis.Key("{articles}");

    private RedisKey Positions => redis.Key("{articles}:positions");

    private RedisKey Fence => redis.Key("{articles}:fence");

    public async Task AppendAsync(IReadOnlyCollection<ArticleChange> changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (changes.Count == 0) return;
        var call = new RedisCall(RedisScripts.Articles)
        {
            { "ids", [.. changes.Select(change => (RedisValue)change.Id)] },
            { "states", [.. changes.Select(change => (RedisValue)Write(change.Article))] },
        };
        await replicas.WriteAsync(Fence, _ => redis.RunAsync([Articles, Positions], call), RedisReplicas.StepTimeout);
    }

    public async Task<ArticleLogPage> ReadAsync(long after, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = await PositionsAfterAsync(after);
        // Where nothing came, the log may be another one than that which the position is from.
        if (found.Length == 0 && after > 0 && await LastAsync() < after) found = await PositionsAfterAsync(0);
        if (found.Length == 0) return new([], after, HasMore: false);
        var ids = found.Select(entry => entry.Element).ToArray();
        var states = await redis.WithinTimeout(redis.Database.HashGetAsync(Articles, ids));
        var changes = ids.Select((id, i) => new ArticleChange(id!, states[i].IsNull ? null : Read(states[i]!))).ToList();
        return new(changes, (long)found[^1].Score, found.Length == Page);
    }

    private Task<SortedSetEntry[]> PositionsAfterAsync(long after) =>
        redis.WithinTimeout(redis.Database.SortedSetRangeByScoreWithScoresAsync(Positions, after + 1, take: Page));

    private async Task<long> LastAsync()
    {
        var last = await redis.WithinTimeout(redis.Database.SortedSetRangeByRankWithScoresAsync(Positions, 0, 0, Order.Descending));
        return last.Length == 0 ? 0 : (long)last[0].Score;
    }

    private static string Write(KnowledgeArticle? article) => article is null ? "" : JsonSerializer.Serialize(article);

    private static KnowledgeArticle Read(string state) =>
        JsonSerializer.Deserialize<KnowledgeArticle>(state) ?? throw new JsonException("An article in the log is empty.");
}
