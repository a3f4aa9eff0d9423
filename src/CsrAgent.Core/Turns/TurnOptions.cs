using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Turns;

/// <summary>How turns are taken, bounded and given up.</summary>
public sealed class TurnOptions
{
    /// <summary>Worker loops in this process; each carries many turns at once. 1 to 10,000; default 100. <c>WORKER_POOL_SIZE</c></summary>
    [Range(1, 10_000)]
    public int WorkerPoolSize { get; set; } = 100;

    /// <summary>Turns in flight in this process. 1 to 1,000,000; default 10,000. <c>MAX_CONCURRENT_CHATS</c></summary>
    [Range(1, 1_000_000)]
    public int MaxConcurrentChats { get; set; } = 10_000;

    /// <summary>
    /// Waiting messages, beyond which new ones get 503 with Retry-After. 1 to 100,000,000; default 100,000. <c>MESSAGE_QUEUE_SIZE</c>
    /// </summary>
    [Range(1, 100_000_000)]
    public int MessageQueueSize { get; set; } = 100_000;

    /// <summary>Longest time for one attempt at a turn. 1 s to 10 min; default 60 s. <c>TURN_TIMEOUT</c></summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a lease holds without a heartbeat; a third of it is the heartbeat. 1 s to 10 min; default 30 s. <c>LEASE_TIME</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Attempts after which a turn goes to dead letters and its conversation to a person. 1 to 100; default 4. <c>MAX_ATTEMPTS</c>
    /// </summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>
    /// Longest that a customer waits before being told and handed to a person. 5 s to 1 h; default 3 min. <c>MAX_SILENCE</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan MaxSilence { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How often late messages may be merged by answering again. 0 to 10; default 2. <c>MAX_MERGES</c></summary>
    [Range(0, 10)]
    public int MaxMerges { get; set; } = 2;

    /// <summary>Messages of context that a turn is given. 0 to 200; default 20. <c>HISTORY_LIMIT</c></summary>
    [Range(0, 200)]
    public int HistoryLimit { get; set; } = 20;

    /// <summary>
    /// Time that a stop gives to turns in flight before they are handed back. 0 s to 5 min; default 20 s. <c>SHUTDOWN_TIMEOUT</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
