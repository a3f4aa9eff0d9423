using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// Registers in Redis which conversations this process watches. An entry stays for a minute after the last listener has left, since
/// customers often write again soon: most messages then find it there and cost nothing.
/// </summary>
/// <remarks>
/// A timer and not a PeriodicLoop: it belongs to whoever listens, also where no host runs loops, and a sweep that fails costs nothing but
/// latency. Nothing thrown in it may end the process.
/// </remarks>
internal sealed class RedisWatch : IAsyncDisposable
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Linger = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Renew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    private readonly RedisConnection _redis;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisWatch> _logger;
    private readonly ITimer _sweep;
    private readonly Dictionary<ConversationId, Entry> _entries = [];

    public RedisWatch(RedisConnection redis, TimeProvider time, ILogger<RedisWatch> logger)
    {
        _redis = redis;
        _time = time;
        _logger = logger;
        _sweep = time.CreateTimer(_ => TrySweep(), null, Sweep, Sweep);
    }

    public RedisKey KeyOf(ConversationId id) => _redis.Partitions.Of(id).Key($"watch:{id}");

    /// <summary>Returns at once: whatever this process sends next on the same connection arrives after it.</summary>
    public void Begin(ConversationId id)
    {
        lock (_entries)
        {
            var isNew = !_entries.TryGetValue(id, out var entry);
            if (isNew) _entries.Add(id, entry = new Entry());
            entry!.Listeners++;
            if (isNew || entry.IsStale) Tell(id, entry);
        }
    }

    public void End(ConversationId id)
    {
        lock (_entries)
        {
            var entry = _entries[id];
            entry.Listeners--;
            entry.LeftAt = _time.GetTimestamp();
        }
    }

    /// <summary>Registers everything again.</summary>
    public void TellAll()
    {
        lock (_entries)
        {
            foreach (var (id, entry) in _entries) Tell(id, entry);
        }
    }

    public ValueTask DisposeAsync() => _sweep.DisposeAsync();

    private void TrySweep()
    {
        try
        {
            SweepEntries();
        }
        catch (Exception e) // An exception in a timer would end the process; the next sweep tries again.
        {
            _logger.LogWarning("What this process watches could not be renewed: {Fault}", e.Message);
        }
    }

    private void SweepEntries()
    {
        lock (_entries)
        {
            foreach (var (id, entry) in _entries.ToList())
            {
                if (entry.Listeners == 0 && _time.GetElapsedTime(entry.LeftAt) >= Linger)
                {
                    _entries.Remove(id);
                    Watched(RemoveAsync(id), entry);
                }
                else if (entry.IsStale || _time.GetElapsedTime(entry.AnnouncedAt) >= Renew)
                {
                    Tell(id, entry);
                }
            }
        }
    }

    private void Tell(ConversationId id, Entry entry)
    {
        (entry.AnnouncedAt, entry.IsStale) = (_time.GetTimestamp(), false);
        Watched(AddAsync(id), entry);
    }

    // These two are async, so that what is thrown before the wait, for example by a connection that is closed, is a fault of the notice as
    // any other, and not one of the listener.
    private async Task AddAsync(ConversationId id)
    {
        var call = new RedisCall(RedisScripts.Watch) { { "process", _redis.Node }, { "duration", (long)Kept.TotalMilliseconds } };
        await _redis.RunAsync([KeyOf(id)], call);
    }

    private async Task RemoveAsync(ConversationId id) =>
        await _redis.WithinTimeout(_redis.Database.SetRemoveAsync(KeyOf(id), _redis.Node));

    /// <summary>The next listener or sweep repairs a fault; until then, subscribers read the store.</summary>
    private void Watched(Task notice, Entry entry) =>
        notice.ContinueWith(
            failed =>
            {
                entry.IsStale = true;
                _logger.LogDebug(
                    "The watched conversations could not be registered in Redis: {Fault}",
                    failed.Exception?.InnerException?.Message
                );
            },
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );

    private sealed class Entry
    {
        public int Listeners { get; set; }

        public long LeftAt { get; set; }

        public long AnnouncedAt { get; set; }

        public bool IsStale { get; set; }
    }
}
