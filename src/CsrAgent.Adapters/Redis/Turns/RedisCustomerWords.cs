using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>What a customer wrote last: the mailbox, and behind it the newer part of the history.</summary>
internal sealed class RedisCustomerWords(RedisConnection redis) : ICustomerWords
{
    /// <summary>As accept.lua looks back.</summary>
    private const int HistoryLines = 100;

    public async Task<IReadOnlyList<Message>> ReadLatestAsync(ConversationId id, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var partition = redis.Partitions.Of(id);
        // The mailbox first: what moves to the history meanwhile is read twice, and not missed.
        var waiting = await redis.WithinTimeout(redis.Database.ListRangeAsync(partition.Key($"m:{id}"), -limit, -1));
        var history = await redis.WithinTimeout(redis.Database.ListRangeAsync(partition.Key($"h:{id}"), -HistoryLines, -1));
        return
        [
            .. history
                .Select(RedisJson.ReadMessage)
                .Where(line => line.Role == MessageRole.Customer)
                .Concat(waiting.Select(entry => RedisJson.ReadMessage(((string)entry!).Split('|', 3)[2])).Where(line => !line.IsRetry))
                .DistinctBy(line => line.Id)
                .TakeLast(limit)
                .Select(line => line.ToMessage(0)),
        ];
    }
}
