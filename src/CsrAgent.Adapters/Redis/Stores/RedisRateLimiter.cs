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
        var wait = await RunAsync(scope, key, refund: false, cancellationToken);
        return wait == 0 ? null : TimeSpan.FromMicroseconds(wait);
    }

    public async ValueTask RefundAsync(RateLimitScope scope, string key, CancellationToken cancellationToken) =>
        await RunAsync(scope, key, refund: true, cancellationToken);

    private async Task<long> RunAsync(RateLimitScope scope, string key, bool refund, CancellationToken cancellationToken)
    {
        var limit = options.Value.LimitOf(scope);
        if (limit == 0) return 0;
        cancellationToken.ThrowIfCancellationRequested();
        return (long)
            await redis.RunAsync(
                [redis.Key($"limit:{scope}:{key}")],
                new RedisCall(RedisScripts.Limit)
                {
                    { "window", (long)Window.TotalMicroseconds },
                    { "limit", limit },
                    { "refund", refund },
                }
            );
    }
}
