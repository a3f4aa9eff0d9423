using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Admission;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Rate limits shared by all processes.</summary>
internal sealed class RedisRateLimiter(RedisConnection redis, IOptions<RateLimitOptions> options) : IRateLimiter
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public async ValueTask<TimeSpan?> TryAcquireAsync(RateLimitScope scope, string key, CancellationToken cancellationToken)
    {
        var limit = scope == RateLimitScope.User ? options.Value.PerUser : options.Value.Global;
        if (limit == 0) return null;
        cancellationToken.ThrowIfCancellationRequested();
        var wait = (long)
            await redis.RunAsync(
                [redis.Key($"limit:{scope}:{key}")],
                new RedisCall(RedisScripts.Limit)
                {
                    { "window", (long)Window.TotalMicroseconds },
                    { "limit", limit },
                }
            );
        return wait == 0 ? null : TimeSpan.FromMicroseconds(wait);
    }
}
