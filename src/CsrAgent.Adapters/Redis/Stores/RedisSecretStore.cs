using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Privacy;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Secrets that all processes share. Anyone who can read this Redis can read the conversations as well.</summary>
internal sealed class RedisSecretStore(RedisConnection redis) : ISecretStore
{
    public string PlaceOf(string name) => $"Redis, key {redis.Key($"secret:{name}")}";

    public byte[] ReadOrKeep(string name, byte[] candidate)
    {
        var key = redis.Key($"secret:{name}");
        try
        {
            redis.Database.StringSet(key, candidate, when: When.NotExists);
            return (byte[])redis.Database.StringGet(key)!;
        }
        catch (Exception e) when (RedisFaults.IsPassing(e))
        {
            throw new CsrAgentException($"Redis did not answer while the server read its secrets (REDIS_URL): {e.Message}", e);
        }
    }
}
