using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Telemetry;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>
/// Leases as keys that expire by the clock of Redis. A failover may forget one: what its holder does must be harmless twice.
/// </summary>
internal sealed class RedisLeases(RedisConnection redis) : ILeases
{
    public async Task<bool> TakeAsync(string name, TimeSpan duration, CancellationToken cancellationToken) =>
        (int)await RunAsync(name, duration, cancellationToken) == 1;

    public Task ReleaseAsync(string name, CancellationToken cancellationToken) => RunAsync(name, TimeSpan.Zero, cancellationToken);

    private Task<StackExchange.Redis.RedisResult> RunAsync(string name, TimeSpan duration, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return redis.RunAsync(
            [redis.Key($"lease:{name}")],
            new RedisCall(RedisScripts.Lease) { { "owner", redis.Node }, { "milliseconds", (long)duration.TotalMilliseconds } }
        );
    }
}
