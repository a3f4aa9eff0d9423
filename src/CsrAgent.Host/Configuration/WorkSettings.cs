using CsrAgent.Channels;
using CsrAgent.Turns;

namespace CsrAgent.Host.Configuration;

/// <summary>How turns are worked off, and replies delivered.</summary>
internal static class WorkSettings
{
    private const string Group = "Work";

    public static IEnumerable<Setting> All { get; } =
        [
            Setting.Of<TurnOptions>(
                Group,
                "MAX_CONCURRENT_CHATS",
                "10000",
                "Turns in flight in this process, and requests and streams that wait for one; 1 to 1000000.",
                (o, v) => o.MaxConcurrentChats = Setting.Whole(v)
            ),
            Setting.Of<TurnOptions>(
                Group,
                "MESSAGE_QUEUE_SIZE",
                "100000",
                "Waiting messages, beyond which new ones get 503 with Retry-After; 1 to 100000000.",
                (o, v) => o.MessageQueueSize = Setting.Whole(v)
            ),
            Setting.Of<TurnOptions>(
                Group,
                "WORKER_POOL_SIZE",
                "100",
                "Worker loops; each carries many turns at once; 1 to 10000.",
                (o, v) => o.WorkerPoolSize = Setting.Whole(v)
            ),
            Setting.Of<TurnOptions>(
                Group,
                "TURN_TIMEOUT",
                "60s",
                "Longest time for one attempt at a turn; 1 s to 10 min.",
                (o, v) => o.TurnTimeout = Setting.Duration(v)
            ),
            Setting.Of<TurnOptions>(
                Group,
                "LEASE_TIME",
                "30s",
                "How long a turn's lease holds without a heartbeat; 1 s to 10 min.",
                (o, v) => o.LeaseTime = Setting.Duration(v)
            ),
            Setting.Of<TurnOptions>(
                Group,
                "MAX_ATTEMPTS",
                "4",
                "Attempts after which a turn is given up and its conversation goes to a person; 1 to 100.",
                (o, v) => o.MaxAttempts = Setting.Whole(v)
            ),
            Setting.Of<TurnOptions>(
                Group,
                "MAX_SILENCE",
                "3m",
                "Longest that a customer waits before being told and handed to a person; 5 s to 1 h.",
                (o, v) => o.MaxSilence = Setting.Duration(v)
            ),
            Setting.Of<TurnOptions>(
                Group,
                "MAX_MERGES",
                "2",
                "How often messages that arrive during a turn are merged by answering again; 0 to 10.",
                (o, v) => o.MaxMerges = Setting.Whole(v)
            ),
            Setting.Of<TurnOptions>(
                Group,
                "HISTORY_LIMIT",
                "20",
                "Earlier messages that a turn is given; 0 to 200.",
                (o, v) => o.HistoryLimit = Setting.Whole(v)
            ),
            Setting.Of<TurnOptions>(
                Group,
                "SHUTDOWN_TIMEOUT",
                "20s",
                "Time that a stop gives to turns in flight; 0 s to 5 min.",
                (o, v) => o.ShutdownTimeout = Setting.Duration(v)
            ),
            Setting.Of<OutboxOptions>(
                Group,
                "DELIVERY_TIMEOUT",
                "15s",
                "Longest time for one send to a channel; 1 s to 5 min.",
                (o, v) => o.SendTimeout = Setting.Duration(v)
            ),
            Setting.Of<OutboxOptions>(
                Group,
                "DELIVERY_ATTEMPTS",
                "12",
                "Sends after which a delivery becomes a dead letter; 1 to 100.",
                (o, v) => o.MaxAttempts = Setting.Whole(v)
            ),
        ];
}
