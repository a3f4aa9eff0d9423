using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// How many messages wait, in all partitions and for all processes, as an estimate: this process's own changes count at once, the others'
/// four times a second. Before it reports that there are too many, it counts again. Of a partition that does not answer, what was known
/// last counts: its messages are refused by itself.
/// </summary>
internal sealed class RedisDepth(RedisConnection redis, TimeProvider time, ILogger<RedisDepth> logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);

    private readonly RedisRounds<(RedisPartition Partition, long Depth)> _rounds = new(redis, "waiting messages", logger);
    private readonly Lock _looking = new();
    private long[]? _depths;
    private long _lookedAt;
    private Task<long>? _look;

    /// <summary>The number of waiting messages.</summary>
    public Task<long> ReadAsync()
    {
        lock (_looking)
        {
            if (_look is not { IsCompleted: false }) _look = LookAsync();
            return _look;
        }
    }

    public async ValueTask<bool> IsFullAsync(long limit)
    {
        if (_depths is not { } known) return await ReadAsync() >= limit;
        if (known.Sum() >= limit) return await ReadAsync() >= limit;
        if (time.GetElapsedTime(Volatile.Read(ref _lookedAt)) >= Fresh) await ReadAsync();
        return false;
    }

    public void Added(RedisPartition partition) => Change(partition, 1);

    public void Removed(RedisPartition partition, int messages) => Change(partition, -messages);

    private void Change(RedisPartition partition, long change)
    {
        if (_depths is { } known) Interlocked.Add(ref known[partition.Index], change);
    }

    private async Task<long> LookAsync()
    {
        var found = await _rounds.RunAsync(async partition =>
            (partition, (long)await redis.WithinTimeout(redis.Database.StringGetAsync(partition.Key("depth"))))
        );
        var depths = _depths?.ToArray() ?? new long[redis.Partitions.All.Count];
        foreach (var (partition, depth) in found) depths[partition.Index] = depth;
        _depths = depths;
        Volatile.Write(ref _lookedAt, time.GetTimestamp());
        return depths.Sum();
    }
}
