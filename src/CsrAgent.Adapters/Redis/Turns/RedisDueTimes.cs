using System.Globalization;
using CsrAgent.Adapters.Redis.Connection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// When this process has to look at what is due, so that its loops, which run often, need not ask Redis each time: when the first entry
/// of a list is due, as the last query saw it, or when a script announces an earlier one. A notice may get lost, and an earlier version
/// sends none, so each list is queried now and then in any case; before this listens, and while a connection breaks, every time.
/// </summary>
internal sealed class RedisDueTimes(RedisConnection redis, RedisClock clock, ILogger<RedisDueTimes> logger) : IAsyncDisposable
{
    /// <summary>After a change of a connection: longer than the library takes to subscribe again.</summary>
    private static readonly TimeSpan Unsure = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<(RedisDueList List, string Root), Times> _times = [];
    private ChannelMessageQueue? _notices;
    private long _unsureSince;

    private string Channel => redis.Key("due");

    public bool IsListening => _notices is not null;

    /// <summary>Starts relying on notices.</summary>
    public async Task ListenAsync()
    {
        var notices = await redis.Multiplexer.GetSubscriber().SubscribeAsync(RedisChannel.Literal(Channel));
        notices.OnMessage(notice => Announce((string?)notice.Message));
        redis.Multiplexer.ConnectionFailed += OnConnectionChanged;
        redis.Multiplexer.ConnectionRestored += OnConnectionChanged;
        Volatile.Write(ref _unsureSince, redis.Time.GetTimestamp());
        _notices = notices;
    }

    /// <summary>Whether a list may have something due; asks Redis only when it is time to.</summary>
    /// <param name="list">Which list.</param>
    /// <param name="partition">Of which partition.</param>
    public Task<bool> HasDueAsync(RedisDueList list, RedisPartition partition) =>
        HasDueAsync(list, partition, TimeSpan.Zero, MaxWait(list));

    /// <summary>Whether a conversation may have waited for so long; what is accepted from now on has not, for as long.</summary>
    public Task<bool> HasWaitedAsync(RedisPartition partition, TimeSpan wait) =>
        HasDueAsync(RedisDueList.Waiting, partition, wait, wait < MaxWait(RedisDueList.Waiting) ? wait : MaxWait(RedisDueList.Waiting));

    /// <summary>How long nothing of this list is due in any partition, as far as is known.</summary>
    public TimeSpan Until(RedisDueList list)
    {
        lock (_lock)
        {
            var waits = redis.Partitions.All.Select(partition => TimesOf(list, partition.Root).LookAt - redis.Time.GetTimestamp());
            return InTime(waits.Min());
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_notices is not { } notices) return;
        redis.Multiplexer.ConnectionFailed -= OnConnectionChanged;
        redis.Multiplexer.ConnectionRestored -= OnConnectionChanged;
        try
        {
            await notices.UnsubscribeAsync();
        }
        catch (Exception e) when (RedisFaults.IsPassing(e)) // The connection ends at once, and with it the subscription.
        {
            logger.LogDebug("The notices of what is due could not be unsubscribed: {Fault}", e.Message);
        }
    }

    private async Task<bool> HasDueAsync(RedisDueList list, RedisPartition partition, TimeSpan after, TimeSpan maxWait)
    {
        if (!IsListening) return true;
        if (!Begin(list, partition)) return false;
        var first = await redis.WithinTimeout(redis.Database.SortedSetRangeByRankWithScoresAsync(KeyOf(list, partition), 0, 0));
        var wait = first is [var entry] ? TimeSpan.FromMilliseconds(entry.Score) - Now + after : (TimeSpan?)null;
        Looked(list, partition, wait < maxWait ? wait.Value : maxWait);
        return wait <= TimeSpan.Zero;
    }

    /// <summary>How long a notice that got lost may keep an entry.</summary>
    private static TimeSpan MaxWait(RedisDueList list) =>
        list switch
        {
            RedisDueList.Later or RedisDueList.Out => TimeSpan.FromSeconds(5),
            RedisDueList.TicketsDue => TimeSpan.FromSeconds(15),
            _ => TimeSpan.FromSeconds(30),
        };

    private static RedisKey KeyOf(RedisDueList list, RedisPartition partition)
    {
        var name = list.ToString();
        return partition.Key(char.ToLowerInvariant(name[0]) + name[1..]);
    }

    /// <summary>The time of Redis since 1970.</summary>
    private TimeSpan Now => clock.ToRedis(redis.Time.GetUtcNow()) - DateTimeOffset.UnixEpoch;

    /// <summary>From here on, notices are combined with the result of the query: they may be newer.</summary>
    private bool Begin(RedisDueList list, RedisPartition partition)
    {
        lock (_lock)
        {
            var times = TimesOf(list, partition.Root);
            var isUnsure = redis.Time.GetElapsedTime(Volatile.Read(ref _unsureSince)) < Unsure;
            if (!isUnsure && times.LookAt > redis.Time.GetTimestamp()) return false;
            times.AnnouncedAt = long.MaxValue;
            return true;
        }
    }

    private void Looked(RedisDueList list, RedisPartition partition, TimeSpan wait)
    {
        lock (_lock)
        {
            var times = TimesOf(list, partition.Root);
            times.LookAt = Math.Min(times.AnnouncedAt, At(wait));
        }
    }

    /// <summary>As announce in prelude.lua writes it: the list, the partition's root, and milliseconds.</summary>
    private void Announce(string? notice)
    {
        if (
            notice?.Split(' ') is not [var name, var root, var milliseconds]
            || !Enum.TryParse<RedisDueList>(name, ignoreCase: true, out var list)
            || !long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var wait)
        )
        {
            logger.LogDebug("A notice of a newer version is passed over");
            return;
        }
        lock (_lock)
        {
            var times = TimesOf(list, root);
            times.AnnouncedAt = Math.Min(times.AnnouncedAt, At(TimeSpan.FromMilliseconds(wait)));
            times.LookAt = Math.Min(times.LookAt, times.AnnouncedAt);
        }
    }

    private Times TimesOf(RedisDueList list, string root)
    {
        if (!_times.TryGetValue((list, root), out var times)) _times.Add((list, root), times = new());
        return times;
    }

    private long At(TimeSpan wait) => redis.Time.GetTimestamp() + (long)(wait.TotalSeconds * redis.Time.TimestampFrequency);

    private TimeSpan InTime(long ticks) => TimeSpan.FromSeconds((double)ticks / redis.Time.TimestampFrequency);

    private void OnConnectionChanged(object? sender, ConnectionFailedEventArgs change) =>
        Volatile.Write(ref _unsureSince, redis.Time.GetTimestamp());

    /// <summary>As timestamps of this process.</summary>
    private sealed class Times
    {
        public long LookAt { get; set; }

        /// <summary>The earliest that was told since the last look began.</summary>
        public long AnnouncedAt { get; set; } = long.MaxValue;
    }
}
