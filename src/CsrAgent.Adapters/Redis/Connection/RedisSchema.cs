using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// Which versions may work with the data in Redis side by side. Additive changes (a field appended, a property added) need nothing here:
/// versions carry along what they do not know. A change that an older version would misread raises both numbers.
/// </summary>
internal static class RedisSchema
{
    /// <summary>Of the data as this version writes it.</summary>
    public const int Version = 1;

    /// <summary>The oldest version that can work with that data.</summary>
    public const int ReadableFrom = 1;

    /// <exception cref="CsrAgentException">A newer version has written what this one cannot read.</exception>
    public static async Task CheckAsync(RedisConnection redis)
    {
        RedisKey[] key = [redis.Key("schema")];
        var call = new RedisCall(RedisScripts.Schema) { { "version", Version }, { "readableFrom", ReadableFrom } };
        var stored = await redis.RunAsync(key, call);
        var (written, readable) = ((int)stored[0], (int)stored[1]);
        if (readable > Version)
        {
            throw new CsrAgentException(
                $"The data in Redis was written by a newer version (schema {written}, readable from schema {readable}); this one knows "
                    + $"schema {Version} only. Run the newer version, or give this one another REDIS_PREFIX."
            );
        }
    }
}
