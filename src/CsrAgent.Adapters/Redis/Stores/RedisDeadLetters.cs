using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Dead letters, each stored with its conversation.</summary>
internal sealed class RedisDeadLetters(RedisConnection redis, RedisReplicas replicas, RedisConversationStore store, TimeProvider time)
    : IDeadLetters
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
        var turn = new TurnId(id[RedisLetter.Prefix.Length..]);
        var messages = letter.Delivery is null ? await MessagesAsync(turn, letter, now, cancellationToken) : [];
        while (await store.ReadAsync(letter.ConversationId, 0, 1, cancellationToken) is { Conversation: var conversation })
        {
            var status = conversation.Status == ConversationStatus.Ended ? ConversationStatus.Ended : ConversationStatus.Bot;
            switch (await RetryAsync(id, letter, conversation, status, messages))
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
        List<RedisMessage> messages
    )
    {
        var before = conversation.Escalation;
        var ticketAfter = RedisTicket.Of(before?.Return(time.GetUtcNow()));
        var partition = redis.Partitions.Of(letter.ConversationId);
        var call = new RedisCall(RedisScripts.Revive)
        {
            { "id", letter.ConversationId.Value },
            { "call", RedisCall.NewName() },
            { "letter", id },
            { "delivery", letter.Delivery is { } delivery ? RedisDelivery.Write(delivery) : "" },
            { "status", (int)status },
            { "revisionBefore", before?.Revision ?? 0 },
            { "ticket", ticketAfter.Id },
            { "ticketState", ticketAfter.State },
            { "ticketJson", ticketAfter.Json },
            { "ticketRank", ticketAfter.Rank },
            { "ticketDue", ticketAfter.Due },
            { "messages", messages.ConvertAll(message => (RedisValue)RedisJson.Write(message)) },
        };
        var result = await replicas.WriteAsync(partition, _ => redis.RunAsync(partition, call), RedisReplicas.StepTimeout);
        return (RedisStepResult)(int)result;
    }

    /// <summary>
    /// The messages of a turn as the history has them. A letter of an earlier version names its turn only; if that retried a letter itself,
    /// the history has no message of it, and its words come again as new ones.
    /// </summary>
    private async Task<List<RedisMessage>> MessagesAsync(
        TurnId turn,
        RedisLetter letter,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        Predicate<RedisMessage> isOfLetter = letter.MessageIds is { } ids ? line => ids.Contains(line.Id) : line => line.Turn == turn.Value;
        var found = await store.FindMessagesAsync(letter.ConversationId, isOfLetter, letter.Texts.Count, cancellationToken);
        if (found.Count != letter.Texts.Count) return [.. letter.Texts.Select(text => NewMessage(text, turn, now))];
        return [.. found.Select((one, i) => Again(one.Line, one.Sequence, turn, i == found.Count - 1 ? letter.Metadata : null))];
    }

    private static RedisMessage Again(RedisMessage said, long sequence, TurnId turn, IReadOnlyDictionary<string, string>? metadata) =>
        new()
        {
            Id = said.Id,
            Key = said.Key,
            Text = said.Text,
            At = said.At,
            SenderIsProven = said.SenderIsProven,
            Metadata = metadata,
            IsRetry = true,
            RetryTurn = turn.Next().Value,
            Sequence = sequence,
        };

    private static RedisMessage NewMessage(string text, TurnId turn, DateTimeOffset now) =>
        new()
        {
            Id = "msg_" + Guid.CreateVersion7(now).ToString("N"),
            Text = text,
            IsRetry = true,
            RetryTurn = turn.Next().Value,
        };

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
