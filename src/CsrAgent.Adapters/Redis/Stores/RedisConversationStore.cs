using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Owners;
using CsrAgent.Conversations.Reporting;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Conversations in Redis. Listing them queries every partition and merges the results.</summary>
internal sealed class RedisConversationStore(
    RedisConnection redis,
    RedisReplicas replicas,
    RedisMemoryProgress memory,
    RedisClock clock,
    TimeProvider time
) : IConversationStore, IConversationOwners
{
    private const int PageOfLookUp = 100;

    /// <summary>More than can end in the same millisecond.</summary>
    private const int MaxAtOnce = 500;

    /// <summary>More than any list in Redis can hold.</summary>
    private const long MaxSequence = uint.MaxValue;

    public async Task<ConversationPage?> ReadAsync(ConversationId id, long after, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await ReadAsync(id, after, limit) is { } page ? page.Page : null;
    }

    public async Task<TurnReply?> ReadReplyAsync(ConversationId id, string messageId, CancellationToken cancellationToken)
    {
        // Most who ask wait: the mailbox says so in one small read.
        var partition = redis.Partitions.Of(id);
        var waiting = await redis.WithinTimeout(redis.Database.ListRangeAsync(partition.Key($"m:{id}")));
        if (waiting.Any(entry => RedisLease.Read(entry).Id == messageId)) return null;
        var reply = await FindTurnAsync(id, line => line.Id == messageId, cancellationToken);
        return reply is not null && await replicas.IsTrustedAsync(partition) ? reply : null;
    }

    public async Task<IReadOnlyList<Conversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        filter = filter with { IdleSince = filter.IdleSince is { } local ? clock.ToRedis(local) : null };
        var ids = await (filter.UserId is { } user ? OfUserAsync(user) : ByActivityAsync(filter));
        var conversations = new List<Conversation>();
        foreach (var some in ids.Chunk(Math.Max(filter.Limit, 1)))
        {
            var read = await Task.WhenAll(some.Select(id => ReadAsync(new ConversationId(id!), int.MaxValue, 1)));
            conversations.AddRange(read.OfType<HistoryPage>().Where(page => Matches(filter, page)).Select(page => page.Page.Conversation));
            if (filter.UserId is null && conversations.Count >= filter.Limit) break;
        }

        var ordered = filter.IdleSince is null
            ? conversations.OrderByDescending(c => c.UpdatedAt).ThenByDescending(c => c.Id.Value, StringComparer.Ordinal)
            : conversations.OrderBy(c => c.UpdatedAt).ThenBy(c => c.Id.Value, StringComparer.Ordinal);
        return [.. ordered.Take(filter.Limit)];
    }

    public async Task<bool> EndAsync(ConversationId id, CancellationToken cancellationToken)
    {
        while (await ReadAsync(id, int.MaxValue, 1) is { } page)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ticket = page.Page.Conversation.Escalation;
            var closed = ticket is null ? null : ticket with { State = EscalationState.Resolved, ClosedAt = time.GetUtcNow() };
            var change = new RedisChange(id, ConversationStatus.Ended)
            {
                Expected = ticket,
                Ticket = closed,
                CutContext = true,
                RaiseAlways = true,
            };
            if (await change.RunAsync(redis, replicas)) return true;
        }

        return false;
    }

    public async Task<bool> AssignAsync(ConversationId id, string from, string to, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var partition = redis.Partitions.Of(id);
        var result = await replicas.WriteAsync(
            partition,
            isRepeat =>
                redis.RunAsync(
                    partition,
                    new RedisCall(RedisScripts.Assign)
                    {
                        { "id", id.Value },
                        { "from", from },
                        { "to", to },
                        { "isRepeat", isRepeat },
                    }
                ),
            RedisReplicas.StepTimeout
        );
        return (RedisStepResult)(int)result == RedisStepResult.Done;
    }

    public async Task<int> EraseAsync(
        IReadOnlyCollection<ConversationId> ids,
        ErasureReference? erasure,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var erased = await Task.WhenAll(ids.Select(id => EraseAsync(id, erasure)));
        await memory.ForgetAsync(ids);
        return erased.Sum();
    }

    /// <summary>The turn's reply; null when the conversation has no such turn.</summary>
    public Task<TurnReply?> ReadTurnAsync(ConversationId id, TurnId turn, CancellationToken cancellationToken) =>
        FindTurnAsync(id, line => line.Turn == turn.Value, cancellationToken);

    /// <summary>A customer's messages with their places in the history, oldest first; stops when all are found.</summary>
    public async Task<List<(long Sequence, RedisMessage Line)>> FindMessagesAsync(
        ConversationId id,
        Predicate<RedisMessage> isWanted,
        int count,
        CancellationToken cancellationToken
    )
    {
        var found = new List<(long Sequence, RedisMessage Line)>();
        var list = redis.Partitions.Of(id).Key($"h:{id}");
        for (var end = await redis.WithinTimeout(redis.Database.ListLengthAsync(list)); end > 0 && found.Count < count; end -= PageOfLookUp)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = Math.Max(0, end - PageOfLookUp);
            var page = await LinesAsync(id, first, end - 1);
            found.InsertRange(
                0,
                page.Select((line, i) => (Sequence: first + i + 1, Line: line))
                    .Where(one => one.Line.Role == MessageRole.Customer && isWanted(one.Line))
            );
        }

        return found;
    }

    /// <summary>From the end, page by page: who asks has nearly always just sent the message, or read the reply.</summary>
    private async Task<TurnReply?> FindTurnAsync(ConversationId id, Predicate<RedisMessage> isOfTurn, CancellationToken cancellationToken)
    {
        var lines = new List<RedisMessage>();
        for (var end = -1L; ; end -= PageOfLookUp)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await LinesAsync(id, end - PageOfLookUp + 1, end);
            lines.InsertRange(0, page);
            if (page.Find(isOfTurn) is { } found && ReplyOf(id, lines, found.AnsweredIn ?? found.Turn) is { } reply) return reply;
            if (page.Count < PageOfLookUp) return null;
        }
    }

    /// <summary>A retry finds nothing left, so the first attempt's result stands.</summary>
    private async Task<int> EraseAsync(ConversationId id, ErasureReference? erasure)
    {
        var (partition, erased) = (redis.Partitions.Of(id), 0);
        return await replicas.WriteAsync(
            partition,
            async _ =>
            {
                var call = new RedisCall(RedisScripts.Erase)
                {
                    { "id", id.Value },
                    { "receipt", erasure?.Receipt ?? "" },
                    { "countsTime", (long)RedisErasureProgress.CountsTime.TotalMilliseconds },
                };
                var now = (int)await redis.RunAsync(partition, call);
                return erased = Math.Max(erased, now);
            },
            RedisReplicas.StepTimeout
        );
    }

    private static TurnReply? ReplyOf(ConversationId id, List<RedisMessage> lines, string? turn) =>
        lines.FirstOrDefault(line => line.Turn == turn && line.Reply is not null) is { Reply: { } reply } last
            ? reply.ToReply(id, last.ToMessage(0))
            : null;

    private async Task<List<RedisMessage>> LinesAsync(ConversationId id, long first, long last) =>
        [
            .. (await redis.WithinTimeout(redis.Database.ListRangeAsync(redis.Partitions.Of(id).Key($"h:{id}"), first, last))).Select(
                RedisJson.ReadMessage
            ),
        ];

    private async Task<HistoryPage?> ReadAsync(ConversationId id, long after, int limit)
    {
        after = Math.Min(after, MaxSequence);
        var read = new RedisLease(
            (RedisResult[])
                (
                    await redis.RunAsync(
                        redis.Partitions.Of(id),
                        new RedisCall(RedisScripts.History)
                        {
                            { "id", id.Value },
                            { "after", after },
                            { "max", limit },
                        }
                    )
                )!
        );
        if (!read.IsThere) return null;
        if (after < 0) after = Math.Max(0, read.LastSequence + after);
        var messages = read.Messages(after + 1);
        if (after + limit < read.LastSequence) return new(new(read.Conversation, messages, after + limit), false);
        var waiting = read.Waiting();
        messages.AddRange(waiting.Where(m => !m.IsRetry).Select(m => m.ToMessage()));
        return new(new(read.Conversation, messages, null), waiting.Count > 0);
    }

    private async Task<IEnumerable<RedisValue>> OfUserAsync(string user) =>
        (
            await Task.WhenAll(
                redis.Partitions.All.Select(partition => redis.WithinTimeout(redis.Database.SetMembersAsync(partition.Key($"user:{user}"))))
            )
        ).SelectMany(ids => ids);

    /// <summary>
    /// Candidates, newest first, or oldest first where the oldest are wanted: conditions that the index does not cover are checked on each.
    /// </summary>
    private async Task<IEnumerable<RedisValue>> ByActivityAsync(ConversationFilter filter)
    {
        var statuses = filter.Status is { } status ? [status] : Enum.GetValues<ConversationStatus>();
        var until =
            filter.IdleSince is { } idle ? idle.ToUnixTimeMilliseconds() - 1
            : filter.Before is { } before ? before.UpdatedAt.ToUnixTimeMilliseconds()
            : double.PositiveInfinity;
        var found = await Task.WhenAll(
            redis.Partitions.All.SelectMany(partition =>
                statuses.Select(one =>
                    redis.WithinTimeout(
                        redis.Database.SortedSetRangeByScoreWithScoresAsync(
                            partition.Key($"status:{(int)one}"),
                            filter.After?.UpdatedAt.ToUnixTimeMilliseconds() ?? double.NegativeInfinity,
                            until,
                            order: filter.IdleSince is null ? Order.Descending : Order.Ascending,
                            take: filter.After is null ? 2L * filter.Limit : MaxAtOnce
                        )
                    )
                )
            )
        );
        var all = found.SelectMany(entries => entries);
        if (filter.After is not null || filter.IdleSince is not null)
        {
            return all.OrderBy(entry => entry.Score).ThenBy(entry => (string)entry.Element!, StringComparer.Ordinal).Select(e => e.Element);
        }
        return all.OrderByDescending(entry => entry.Score)
            .ThenByDescending(entry => (string)entry.Element!, StringComparer.Ordinal)
            .Select(entry => entry.Element);
    }

    private static bool Matches(ConversationFilter filter, HistoryPage page) =>
        (filter.UserId is null || page.Page.Conversation.UserId == filter.UserId)
        && (filter.Status is null || page.Page.Conversation.Status == filter.Status)
        && (filter.Before is not { } before || IsBehind(page.Page.Conversation, before))
        && (filter.After is not { } after || IsAhead(page.Page.Conversation, after))
        && (filter.IdleSince is not { } idle || (page.Page.Conversation.UpdatedAt < idle && !page.HasWaiting));

    private static bool IsBehind(Conversation conversation, ConversationCursor before) =>
        conversation.UpdatedAt < before.UpdatedAt
        || (conversation.UpdatedAt == before.UpdatedAt && string.CompareOrdinal(conversation.Id.Value, before.Id.Value) < 0);

    private static bool IsAhead(Conversation conversation, ConversationCursor after) =>
        conversation.UpdatedAt > after.UpdatedAt
        || (conversation.UpdatedAt == after.UpdatedAt && string.CompareOrdinal(conversation.Id.Value, after.Id.Value) > 0);

    private sealed record HistoryPage(ConversationPage Page, bool HasWaiting);
}
