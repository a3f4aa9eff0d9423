using CsrAgent.Adapters.Redis.Connection;

namespace CsrAgent.Host.Configuration;

/// <summary>The store that many processes share.</summary>
internal static class RedisSettings
{
    private const string Group = "Redis";

    public static IEnumerable<Setting> All { get; } =
        [
            Setting.Of<RedisOptions>(
                Group,
                "REDIS_URL",
                "none",
                "`redis://[user:password@]host[:port][/database]`, `rediss://` for TLS, several hosts for a cluster, `redis+sentinel://host[:port],.../master`. Unset: everything is in DATA_DIR, for one process.",
                (o, v) => o.Url = v
            ),
            Setting.Of<RedisOptions>(
                Group,
                "ROUTER_PARTITIONS",
                "16",
                "Shares that conversations are spread over; the same for all processes and for ever; 1 to 1024.",
                (o, v) => o.Partitions = Setting.Whole(v)
            ),
            Setting.Of<RedisOptions>(
                Group,
                "REDIS_REPLICAS",
                "1",
                "Replicas that must have a message before it is acknowledged; without Sentinel, of those that are there; 0 to 10. With 0 a failover may lose the last moment.",
                (o, v) => o.Replicas = Setting.Whole(v)
            ),
            Setting.Of<RedisOptions>(
                Group,
                "REDIS_TIMEOUT",
                "5s",
                "Longest wait for an answer of Redis; 0.1 s to 1 min.",
                (o, v) => o.Timeout = Setting.Duration(v)
            ),
        ];
}
