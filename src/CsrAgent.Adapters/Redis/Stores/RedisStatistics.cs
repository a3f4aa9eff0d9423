using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Counts from all partitions, queried in parallel and added up.</summary>
internal sealed class RedisStatistics(RedisConnection redis, RedisDepth depth, TimeProvider time) : IStatistics
{
    private static readonly ConversationStatus[] Active =
    [
        ConversationStatus.Bot,
        ConversationStatus.WaitingForHuman,
        ConversationStatus.Human,
    ];

    public async Task<Statistics> ReadAsync(int days, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var database = redis.Database;
        var byStatus = Enum.GetValues<ConversationStatus>()
            .Select(async status =>
                (status, Count: await SumAsync(p => redis.WithinTimeout(database.SortedSetLengthAsync(p.Key($"status:{(int)status}")))))
            );
        var today = time.GetUtcNow();
        var perDay = Enumerable.Range(0, days).Select(back => ReadDayAsync(RedisCommit.Day(today.AddDays(-back))));
        return new Statistics(
            (await Task.WhenAll(byStatus)).Where(pair => pair.Count > 0).ToDictionary(pair => pair.status, pair => pair.Count),
            await depth.ReadAsync(),
            await SumAsync(p => redis.WithinTimeout(database.SortedSetLengthAsync(p.Key($"ticketsBy:{(int)EscalationState.Open}"))))
                + await SumAsync(p =>
                    redis.WithinTimeout(database.SortedSetLengthAsync(p.Key($"ticketsBy:{(int)EscalationState.Claimed}")))
                ),
            await SumAsync(p => redis.WithinTimeout(database.HashLengthAsync(p.Key("letters")))),
            new FeedbackCounts(await RatedAsync(FeedbackRating.Up), await RatedAsync(FeedbackRating.Down)),
            [.. (await Task.WhenAll(perDay)).OfType<DayStatistics>()]
        );
    }

    public async Task<LiveCounts> ReadLiveAsync(DateTimeOffset activeSince, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var since = activeSince.ToUnixTimeMilliseconds();
        var active = await Task.WhenAll(
            Active.Select(status =>
                SumAsync(p => redis.WithinTimeout(redis.Database.SortedSetLengthAsync(p.Key($"status:{(int)status}"), since)))
            )
        );
        return new LiveCounts(await depth.ReadAsync(), active.Sum());
    }

    private Task<long> RatedAsync(FeedbackRating rating) =>
        SumAsync(async p => (long)await redis.WithinTimeout(redis.Database.HashGetAsync(p.Key("ratings"), (int)rating)));

    private async Task<long> SumAsync(Func<RedisPartition, Task<long>> ask) => (await Task.WhenAll(redis.Partitions.All.Select(ask))).Sum();

    private async Task<DayStatistics?> ReadDayAsync(string day)
    {
        var parts = await Task.WhenAll(
            redis.Partitions.All.Select(p => redis.WithinTimeout(redis.Database.HashGetAllAsync(p.Key($"day:{day}"))))
        );
        var sums = parts
            .SelectMany(entries => entries)
            .GroupBy(entry => (string)entry.Name!)
            .ToDictionary(same => same.Key, same => same.Sum(entry => (long)entry.Value));
        if (sums.Count == 0) return null;
        long Of(string name) => sums.GetValueOrDefault(name);
        return new DayStatistics
        {
            Day = day,
            Turns = Of("turns"),
            Messages = Of("messages"),
            Handoffs = Of("handoffs"),
            Unanswered = Of("unanswered"),
            Degraded = Of("degraded"),
            Positive = Of("positive"),
            Neutral = Of("neutral"),
            Negative = Of("negative"),
            InputTokens = Of("input"),
            OutputTokens = Of("output"),
            MeanProcessingTime = TimeSpan.FromMilliseconds((double)Of("ms") / Of("turns")),
        };
    }
}
