using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace CsrAgent.Admission;

/// <summary>
/// The limits of a single process, by the generic cell rate algorithm: one number per key, the time at which its full allowance is
/// available again. Keys whose time has passed are dropped.
/// </summary>
internal sealed class InMemoryRateLimiter(IOptions<RateLimitOptions> options, TimeProvider time) : IRateLimiter
{
    private const int SweepEvery = 4096;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(RateLimitScope, string), long> _wholeAgainAt = new();
    private readonly long _start = time.GetTimestamp();
    private int _untilSweep = SweepEvery;

    public ValueTask<TimeSpan?> TryAcquireAsync(RateLimitScope scope, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var limit = options.Value.LimitOf(scope);
        return ValueTask.FromResult(limit == 0 ? null : TryAcquire((scope, key), limit));
    }

    public ValueTask RefundAsync(RateLimitScope scope, string key, CancellationToken cancellationToken)
    {
        var limit = options.Value.LimitOf(scope);
        if (limit == 0) return ValueTask.CompletedTask;
        var cost = Window.Ticks / limit;
        while (_wholeAgainAt.TryGetValue((scope, key), out var known))
        {
            if (_wholeAgainAt.TryUpdate((scope, key), Math.Max(1, known - cost), known)) break;
        }

        return ValueTask.CompletedTask;
    }

    private TimeSpan? TryAcquire((RateLimitScope, string) key, int limit)
    {
        // Monotonic: a clock that is set refuses nobody.
        var now = time.GetElapsedTime(_start).Ticks + 1;
        if (Interlocked.Decrement(ref _untilSweep) == 0) Sweep(now);
        var cost = Window.Ticks / limit;
        while (true)
        {
            var known = _wholeAgainAt.GetValueOrDefault(key);
            var next = Math.Max(known, now) + cost;
            if (next - now > Window.Ticks) return TimeSpan.FromTicks(next - now - Window.Ticks);
            if (known == 0 ? _wholeAgainAt.TryAdd(key, next) : _wholeAgainAt.TryUpdate(key, next, known)) return null;
        }
    }

    private void Sweep(long now)
    {
        foreach (var entry in _wholeAgainAt.Where(e => e.Value <= now)) _wholeAgainAt.TryRemove(entry);
        Interlocked.Exchange(ref _untilSweep, SweepEvery);
    }
}
