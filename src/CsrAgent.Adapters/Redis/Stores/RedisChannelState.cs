using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Channels;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>
/// The channels' own texts in Redis, a hash each. What lets a channel in must survive a failover, so replicas are waited for.
/// </summary>
internal sealed class RedisChannelState(RedisConnection redis, RedisReplicas replicas) : IChannelState
{
    private static readonly RedisValue[] Fields = ["text", "version"];

    public async Task<ChannelState?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var fields = await redis.WithinTimeout(redis.Database.HashGetAsync(Key(name), Fields));
        return fields[0].IsNull ? null : new((string)fields[0]!, (long)fields[1]);
    }

    public async Task<bool> WriteAsync(string name, string text, long version, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new RedisCall(RedisScripts.State)
        {
            { "call", RedisCall.NewName() },
            { "version", version },
            { "text", text },
        };
        var fence = redis.Key($"{{{Key(name)}}}:fence");
        return (int)await replicas.WriteAsync(fence, _ => redis.RunAsync([Key(name)], call), RedisReplicas.StepTimeout) == 1;
    }

    private string Key(string name) => redis.Key($"channel:{name}");
}
