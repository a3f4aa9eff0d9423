using System.IO.Hashing;
using System.Text;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Memory;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>
/// How far ended conversations have been read, in Redis. What a failover loses is read again, and gives the same memories; so nothing waits
/// for replicas here, and two processes that believe to have the right for a moment do no harm.
/// </summary>
internal sealed class RedisMemoryProgress(RedisConnection redis, RedisClock clock, TimeProvider time) : IMemoryProgress
{
    /// <summary>Longer than a conversation that has been read can be continued in practice.</summary>
    private static readonly TimeSpan ReadsKept = TimeSpan.FromDays(400);

    private RedisKey Holder => redis.Key("memory:holder");

    private RedisKey Position => redis.Key("memory:position");

    public async Task<MemoryPosition?> TakeAsync(string holder, TimeSpan lease, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var isFree = await redis.WithinTimeout(redis.Database.StringSetAsync(Holder, holder, lease, When.NotExists));
        if (!isFree)
        {
            if (!await HasAsync(holder)) return null;
            await redis.WithinTimeout(redis.Database.KeyExpireAsync(Holder, lease));
        }
        var now = clock.ToRedis(time.GetUtcNow());
        await redis.WithinTimeout(redis.Database.StringSetAsync(Position, Write(new(now, new(""))), when: When.NotExists));
        var stored = (string?)await redis.WithinTimeout(redis.Database.StringGetAsync(Position));
        return new(Read(stored) ?? new(now, new("")), holder);
    }

    public async Task<long> ReadThroughAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return (long)await redis.WithinTimeout(redis.Database.StringGetAsync(KeyOf(conversation)));
    }

    public async Task<bool> DoneAsync(
        MemoryPosition position,
        Conversation conversation,
        long through,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        await redis.WithinTimeout(redis.Database.StringSetAsync(KeyOf(conversation), through, ReadsKept));
        if (!await HasAsync(position.Holder)) return false;
        return await redis.WithinTimeout(redis.Database.StringSetAsync(Position, Write(ConversationCursor.Of(conversation))));
    }

    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await redis.WithinTimeout(redis.Database.KeyDeleteAsync(Position));
    }

    /// <summary>Of a conversation that is erased not even the id remains here.</summary>
    public async Task ForgetAsync(IReadOnlyCollection<ConversationId> ids)
    {
        if (Read(await redis.WithinTimeout(redis.Database.StringGetAsync(Position))) is not { } last || !ids.Contains(last.Id)) return;
        await redis.WithinTimeout(redis.Database.StringSetAsync(Position, Write(last with { Id = new("") }), when: When.Exists));
    }

    private async Task<bool> HasAsync(string holder) => await redis.WithinTimeout(redis.Database.StringGetAsync(Holder)) == holder;

    private static string Write(ConversationCursor cursor) => cursor.ToString();

    /// <summary>The cursor's own reader takes no empty id.</summary>
    private static ConversationCursor? Read(string? text) =>
        text is null ? null
        : ConversationCursor.TryParse(text) is { } cursor ? cursor
        : long.TryParse(text.TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture, out var at)
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(at), new(""))
        : null;

    /// <summary>Of this life of its: one that was erased and begins again has not been read.</summary>
    private RedisKey KeyOf(Conversation conversation) =>
        redis.Key($"memory:read:{XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(NameOf(conversation))):x}");

    private static string NameOf(Conversation conversation) => $"{conversation.Id.Value}\0{conversation.Incarnation}";
}
