using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Admission;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>The limits of all processes together.</summary>
internal sealed class RedisRateLimiter(RedisConnection redis, IOptions<RateLimitOptions> options, TimeProvider time) : IRateLimiter
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public async ValueTask<TimeSpan?> TryAcquireAsync(RateLimitScope scope, string key, CancellationToken cancellationToken)
    {
        var limit = scope == RateLimitScope.User ? options.Value.PerUser : options.Value.Global;
        if (limit == 0) return null;
        cancellationToken.ThrowIfCancellationRequested();
        var now = time.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond;
        var wait = (long)
            await redis.Database.RunPlainAsync("limit", [$"csr:limit:{scope}:{key}"], [now, (long)Window.TotalMicroseconds, limit]);
        return wait == 0 ? null : TimeSpan.FromMicroseconds(wait);
    }
}
