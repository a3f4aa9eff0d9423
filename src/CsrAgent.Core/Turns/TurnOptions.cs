using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Turns;

/// <summary>How turns are taken, limited and given up.</summary>
[SettingGroup("Work")]
public sealed class TurnOptions
{
    [Setting("WORKER_POOL_SIZE", "Worker loops in this process; each carries many turns at once.")]
    [Range(1, 10_000)]
    public int WorkerPoolSize { get; set; } = 100;

    [Setting("MAX_CONCURRENT_CHATS", "Turns in flight in this process, and requests and streams that wait for one.")]
    [Range(1, 1_000_000)]
    public int MaxConcurrentChats { get; set; } = 10_000;

    [Setting("MESSAGE_QUEUE_SIZE", "Waiting messages beyond which new ones get 503 with Retry-After.")]
    [Range(1, 100_000_000)]
    public int MessageQueueSize { get; set; } = 100_000;

    [Setting("TURN_TIMEOUT", "Time limit for one attempt at a turn.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromSeconds(60);

    [Setting("LEASE_TIME", "How long a turn's lease lasts without a heartbeat; heartbeats come three times as often.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(30);

    [Setting("MAX_ATTEMPTS", "Attempts after which a turn is given up: it goes to the dead letters, and its conversation to a person.")]
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 4;

    [Setting(
        "MAX_SILENCE",
        "After this wait a turn that failed at least twice is given up: the customer is notified and handed to a person. One that "
            + "nobody has tried yet is answered late, with an apology."
    )]
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan MaxSilence { get; set; } = TimeSpan.FromMinutes(3);

    [Setting("MAX_MERGES", "How often messages that arrive during a turn may be merged into it by answering again.")]
    [Range(0, 10)]
    public int MaxMerges { get; set; } = 2;

    [Setting(
        "HISTORY_LIMIT",
        "Earlier messages that a turn is given as context, at most; in a longer conversation between half as many and that."
    )]
    [Range(0, 200)]
    public int HistoryLimit { get; set; } = 20;

    [Setting("SHUTDOWN_TIMEOUT", "Time that turns in flight get at a stop before they are handed back.")]
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
