using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>The durations that mailbox scripts receive, and this process's own clocks.</summary>
internal sealed class RedisTurnClock(
    IOptions<TurnOptions> turns,
    IOptions<RedisOptions> redis,
    IOptions<RetentionOptions> retention,
    TimeProvider time
)
{
    /// <summary>Retention erases long before that; this is for an installation that is switched off for good.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(30);

    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <summary>Milliseconds, like all times in Redis.</summary>
    public long LeaseTime => (long)turns.Value.LeaseTime.TotalMilliseconds;

    /// <summary>How long an entry of a work stream may be idle before another worker takes it over.</summary>
    public TimeSpan ReclaimAfter => redis.Value.ReclaimAfter ?? turns.Value.LeaseTime;

    /// <summary>How long an untouched conversation is kept at most; null for no limit.</summary>
    public TimeSpan? TimeToLive =>
        retention.Value.TranscriptDays == 0
            ? null
            : retention.Value.SessionTtl + TimeSpan.FromDays(retention.Value.TranscriptDays) + Margin;

    /// <summary>Monotonic, for <see cref="TurnLease.TakenAt"/>.</summary>
    public long GetTimestamp() => time.GetTimestamp();
}
