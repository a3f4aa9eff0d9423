using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>The store that many processes share.</summary>
[SettingGroup("Redis")]
public sealed class RedisOptions
{
    [Setting(
        "REDIS_URL",
        "`redis://[user:password@]host[:port][/database]`, `rediss://` for TLS, several hosts (separated by commas) for a cluster, or "
            + "`redis+sentinel://host[:port],.../master`. Without it everything is kept in DATA_DIR, for one process."
    )]
    [Required]
    public string Url { get; set; } = "";

    [Setting(
        "REDIS_PREFIX",
        "What all keys and channels begin with: installations with different prefixes can share one Redis. Must match in every process."
    )]
    [Required]
    [RegularExpression("^[A-Za-z0-9_.-]{1,32}$", ErrorMessage = "REDIS_PREFIX must be 1 to 32 of A-Z, a-z, 0-9, _, . and -.")]
    public string Prefix { get; set; } = "csr";

    [Setting(
        "REDIS_CA_FILE",
        "PEM file of the authority that signed the certificate of Redis, for `rediss://`. Without it the system's authorities count."
    )]
    public string? CaFile { get; set; }

    [Setting(
        "ROUTER_PARTITIONS",
        "Partitions that conversations are spread over, each in one place of a cluster. Must match in every process and cannot be "
            + "changed once there is data."
    )]
    [Range(1, 256)]
    public int Partitions { get; set; } = 16;

    [Setting(
        "REDIS_REPLICAS",
        "Replicas that must hold a message before it is acknowledged, and a reply before it is shown. Without Sentinel, a replica that "
            + "is down is not waited for. With 0 a failover may lose what was written just before it."
    )]
    [Range(0, 10)]
    public int Replicas { get; set; } = 1;

    [Setting(
        "REDIS_WAIT_FOR_DISK",
        "Whether a message is acknowledged, and a reply shown, only once Redis has it on its disk (WAITAOF: Redis 7.2 or later, with "
            + "appendonly yes). Without it, `appendfsync everysec` may lose the last second in a power cut."
    )]
    public bool WaitsForDisk { get; set; }

    /// <summary>Whether a write is waited for at all.</summary>
    internal bool Waits => WaitsForDisk || Replicas > 0;

    [Setting("REDIS_TIMEOUT", "Time limit for a reply from Redis.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Scripts take the time of this process instead of that of Redis. Only tests with a clock of their own set it.</summary>
    internal bool TakesProcessTime { get; set; }

    /// <summary>
    /// How long a delivered entry may be idle before another worker takes it over. Null: as long as a lease. Only tests set it, since their
    /// clock is not that of Redis.
    /// </summary>
    internal TimeSpan? ReclaimAfter { get; set; }
}
