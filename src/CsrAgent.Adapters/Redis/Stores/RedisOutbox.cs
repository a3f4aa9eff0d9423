using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>
/// Deliveries in Redis: a list per conversation, and a sorted set of conversations by the time their first delivery is due. A stream would
/// hand out a conversation's second delivery while the first is still being attempted.
/// </summary>
/// <remarks>Six constructor parameters: what it asks, when, and who is told of a fault.</remarks>
internal sealed class RedisOutbox(
    RedisConnection redis,
    RedisFaults faults,
    RedisDueTimes due,
    IOptions<OutboxOptions> options,
    TimeProvider time,
    ILogger<RedisOutbox> logger
) : IOutbox
{
    private readonly RedisRounds<IReadOnlyList<(RedisResult[] Parts, long TakenAt)>> _rounds = new(redis, "due deliveries", logger);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<OutboxEntry>> TakeAsync(int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var leaseTime = (long)options.Value.SendTimeout.TotalMilliseconds * 2;
        var each = Math.Max(1, max / redis.Partitions.All.Count);
        var taken = await _rounds.RunAsync(partition => TakeAsync(partition, each, leaseTime));
        return
        [
            .. taken
                .SelectMany(found => found)
                .OrderBy(found => (double)found.Parts[3])
                .Select(found => Read(found.Parts, found.TakenAt)),
        ];
    }

    public Task SentAsync(OutboxEntry entry, string? channelMessageId, CancellationToken cancellationToken) =>
        EndAsync(
            entry.Delivery,
            () =>
                new RedisCall(RedisScripts.Sent)
                {
                    { "id", entry.Delivery.ConversationId.Value },
                    { "delivery", entry.Delivery.Id },
                    { "fence", entry.Fence },
                    { "anyFence", true },
                    { "isOver", true },
                    { "delay", 0 },
                    { "channelId", channelMessageId ?? "" },
                    { "letter", "" },
                    { "letterJson", "" },
                },
            cancellationToken
        );

    public async Task<string?> FindSentAsync(ConversationId conversation, string deliveryId, CancellationToken cancellationToken)
    {
        var found = await faults.RetryAsync(
            _ =>
                redis.RunAsync(
                    redis.Partitions.Of(conversation),
                    new RedisCall(RedisScripts.Delivered) { { "id", conversation.Value }, { "delivery", deliveryId } }
                ),
            Timeout,
            cancellationToken
        );
        return (string?)found is { Length: > 0 } id ? id : null;
    }

    public Task FailedAsync(OutboxEntry entry, string error, TimeSpan? retryIn, CancellationToken cancellationToken)
    {
        var letter = retryIn is null
            ? new RedisLetter(entry.Delivery.ConversationId, error, [entry.Delivery.Text], entry.Delivery, time.GetUtcNow())
            : null;
        return EndAsync(
            entry.Delivery,
            () =>
                new RedisCall(RedisScripts.Sent)
                {
                    { "id", entry.Delivery.ConversationId.Value },
                    { "delivery", entry.Delivery.Id },
                    { "fence", entry.Fence },
                    { "anyFence", false },
                    { "isOver", retryIn is null },
                    { "delay", (long)(retryIn ?? TimeSpan.Zero).TotalMilliseconds },
                    { "channelId", "" },
                    { "letter", letter is null ? "" : RedisLetter.Prefix + entry.Delivery.Id },
                    { "letterJson", letter is null ? "" : RedisJson.Write(letter) },
                },
            cancellationToken
        );
    }

    private async Task<IReadOnlyList<(RedisResult[] Parts, long TakenAt)>> TakeAsync(RedisPartition partition, int max, long leaseTime)
    {
        if (!await due.HasDueAsync(RedisDueList.Out, partition)) return [];
        var takenAt = time.GetTimestamp();
        var call = new RedisCall(RedisScripts.Send) { { "max", max }, { "leaseTime", leaseTime } };
        var found = (RedisResult[])(await redis.RunAsync(partition, call))!;
        return [.. found.Select(parts => ((RedisResult[])parts!, takenAt))];
    }

    private Task EndAsync(Delivery delivery, Func<RedisCall> call, CancellationToken cancellationToken) =>
        faults.RetryAsync(
            _ => redis.RunAsync(redis.Partitions.Of(delivery.ConversationId), call()),
            Timeout,
            cancellationToken
        );

    private static OutboxEntry Read(RedisResult[] parts, long takenAt)
    {
        return new(RedisDelivery.Read((RedisValue)parts[0]), (int)parts[1], (long)parts[2], takenAt);
    }
}
