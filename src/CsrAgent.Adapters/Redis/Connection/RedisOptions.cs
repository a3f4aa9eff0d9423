using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>The store that many processes share.</summary>
public sealed class RedisOptions
{
    /// <summary>
    /// <c>redis://[user:password@]host[:port][,host[:port]]</c>, <c>rediss://</c> with TLS, or
    /// <c>redis+sentinel://host[:port],…/master</c>.
    /// Several hosts of <c>redis://</c> are nodes of a cluster. <c>REDIS_URL</c>
    /// </summary>
    [Required(ErrorMessage = "REDIS_URL is empty: set it to a URL such as redis://localhost:6379, or unset it for the embedded store.")]
    public string Url { get; set; } = "";

    /// <summary>
    /// Shares that conversations are spread over; each is in one place of a cluster. Must stay as it was when the data was written. 1 to
    /// 1,024; default 16. <c>ROUTER_PARTITIONS</c>
    /// </summary>
    [Range(1, 1_024, ErrorMessage = "ROUTER_PARTITIONS must be 1 to 1024.")]
    public int Partitions { get; set; } = 16;

    /// <summary>
    /// Replicas that must have a message before it is acknowledged, and a reply before it is told. Without Sentinel one that is down is not
    /// waited
    /// for. 0 waits for none: what was written in the moment before a failover may be lost. 0 to 10; default 1. <c>REDIS_REPLICAS</c>
    /// </summary>
    [Range(0, 10, ErrorMessage = "REDIS_REPLICAS must be 0 to 10.")]
    public int Replicas { get; set; } = 1;

    /// <summary>Longest wait for an answer of Redis. 100 ms to 1 min; default 5 s. <c>REDIS_TIMEOUT</c></summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ErrorMessage = "REDIS_TIMEOUT must be 0.1 s to 1 min.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a delivered entry may be untouched before it is given to another worker. Null: as long as a lease. Only tests, whose clock
    /// is not that of Redis, set it.
    /// </summary>
    internal TimeSpan? ReclaimAfter { get; set; }
}
