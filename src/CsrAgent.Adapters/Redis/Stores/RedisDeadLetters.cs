using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Dead letters, each stored with its conversation.</summary>
internal sealed class RedisDeadLetters(RedisConnection redis, RedisConversationStore store, TimeProvider time) : IDeadLetters
{
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var letters = await Task.WhenAll(redis.Partitions.All.Select(partition => ListAsync(partition, limit)));
        return [.. letters.SelectMany(found => found).OrderByDescending(letter => letter.At).Take(limit)];
    }

    public async Task<DeadLetterRetry> RetryAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var value = await RedisSearch.FindAsync(
            redis,
            partition => redis.WithinTimeout(redis.Database.HashGetAsync(partition.Key("letters"), id))
        );
        if (value.IsNull) return new DeadLetterRetry.NotFound();
        var letter = RedisJson.ReadLetter(value);
        var now = time.GetUtcNow();
        while (await store.ReadAsync(letter.ConversationId, 0, 1, cancellationToken) is { Conversation: var conversation })
        {
            var status = conversation.Status == ConversationStatus.Ended ? ConversationStatus.Ended : ConversationStatus.Bot;
            switch (await RetryAsync(id, letter, conversation, status, now))
            {
                case RedisStepResult.Done:
                    return new DeadLetterRetry.Done(conversation.Id, letter.Delivery is null ? status : conversation.Status);
                case RedisStepResult.HeldByPerson:
                    return new DeadLetterRetry.Claimed();
                case RedisStepResult.NoConversation:
                    return new DeadLetterRetry.NotFound();
            }
        }

        return new DeadLetterRetry.NotFound();
    }

    private async Task<RedisStepResult> RetryAsync(
        string id,
        RedisLetter letter,
        Conversation conversation,
        ConversationStatus status,
        DateTimeOffset now
    )
    {
        var before = conversation.Escalation;
        var ticketAfter = RedisTicket.Of(before?.Return(now));
        var result = await redis.RunAsync(
            redis.Partitions.Of(letter.ConversationId),
            new RedisCall(RedisScripts.Revive)
            {
                { "id", letter.ConversationId.Value },
                { "letter", id },
                { "delivery", letter.Delivery is { } delivery ? RedisDelivery.Write(delivery) : "" },
                { "status", (int)status },
                { "revisionBefore", before?.Revision ?? 0 },
                { "ticket", ticketAfter.Id },
                { "ticketState", ticketAfter.State },
                { "ticketJson", ticketAfter.Json },
                { "ticketRank", ticketAfter.Rank },
                { "ticketDue", ticketAfter.Due },
                { "messages", [.. letter.Texts.Select(text => NewMessage(text, now))] },
            }
        );
        return (RedisStepResult)(int)result;
    }

    private static RedisValue NewMessage(string text, DateTimeOffset now) =>
        RedisJson.Write(
            new RedisMessage
            {
                Id = "msg_" + Guid.CreateVersion7(now).ToString("N"),
                Text = text,
                IsRetry = true,
            }
        );

    private async Task<IEnumerable<DeadLetter>> ListAsync(RedisPartition partition, int limit)
    {
        var ids = await redis.WithinTimeout(
            redis.Database.SortedSetRangeByRankAsync(partition.Key("lettersBy"), 0, limit - 1, Order.Descending)
        );
        if (ids.Length == 0) return [];
        var letters = await redis.WithinTimeout(redis.Database.HashGetAsync(partition.Key("letters"), ids));
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
