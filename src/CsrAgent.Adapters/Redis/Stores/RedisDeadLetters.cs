using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>What was given up, each letter beside its conversation.</summary>
internal sealed class RedisDeadLetters(RedisConnection redis, RedisConversationStore store, TimeProvider time) : IDeadLetters
{
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var letters = await Task.WhenAll(redis.Partitions.All.Select(partition => ListAsync(partition, limit)));
        return [.. letters.SelectMany(found => found).OrderByDescending(letter => letter.At).Take(limit)];
    }

    public async Task<bool> RetryAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = await Task.WhenAll(
            redis.Partitions.All.Select(partition => redis.InTime(redis.Database.HashGetAsync(partition.Key("letters"), id)))
        );
        if (found.FirstOrDefault(value => !value.IsNull) is not { IsNull: false } value) return false;
        var letter = RedisJson.ReadLetter(value);
        var ticket = (await store.ReadAsync(letter.ConversationId, 0, 1, cancellationToken))?.Conversation.Escalation;
        var returned = ticket is null ? null : ticket with { State = EscalationState.Returned };
        var now = time.GetUtcNow();
        var ticketAfter = RedisTicket.Of(returned);
        var result = await redis.RunAsync(
            redis.Partitions.Of(letter.ConversationId),
            new RedisCall(RedisScripts.Revive)
            {
                { "id", letter.ConversationId.Value },
                { "letter", id },
                { "delivery", letter.Delivery is { } delivery ? RedisOutbox.Write(delivery) : "" },
                { "ticket", ticketAfter.Id },
                { "ticketState", ticketAfter.State },
                { "ticketJson", ticketAfter.Json },
                { "ticketRank", ticketAfter.Rank },
                { "ticketDue", ticketAfter.Due },
                { "messages", [.. letter.Texts.Select(text => NewMessage(text, now))] },
            }
        );
        return (RedisStepResult)(int)result == RedisStepResult.Done;
    }

    private static RedisValue NewMessage(string text, DateTimeOffset now) =>
        RedisJson.Write(new RedisMessage { Id = "msg_" + Guid.CreateVersion7(now).ToString("N"), Text = text });

    private async Task<IEnumerable<DeadLetter>> ListAsync(RedisPartition partition, int limit)
    {
        var ids = await redis.InTime(redis.Database.SortedSetRangeByRankAsync(partition.Key("lettersBy"), 0, limit - 1, Order.Descending));
        if (ids.Length == 0) return [];
        var letters = await redis.InTime(redis.Database.HashGetAsync(partition.Key("letters"), ids));
        return ids.Zip(letters).Where(pair => !pair.Second.IsNull).Select(pair => Read(pair.First!, RedisJson.ReadLetter(pair.Second)));
    }

    private static DeadLetter Read(string id, RedisLetter letter) =>
        new(
            id,
            letter.ConversationId,
            letter.Delivery is null ? DeadLetterKind.Turn : DeadLetterKind.Delivery,
            letter.Reason,
            letter.Texts,
            letter.At
        );
}
