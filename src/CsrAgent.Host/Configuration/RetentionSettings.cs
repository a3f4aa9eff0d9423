using CsrAgent.Conversations;

namespace CsrAgent.Host.Configuration;

/// <summary>How long conversations last and are kept.</summary>
internal static class RetentionSettings
{
    private const string Group = "Keeping";

    public static IEnumerable<Setting> All { get; } =
        [
            Setting.Of<RetentionOptions>(
                Group,
                "SESSION_TTL",
                "24h",
                "Idle time after which a conversation ends by itself; 1 min to 365 d.",
                (o, v) => o.SessionTtl = Setting.Duration(v)
            ),
            Setting.Of<RetentionOptions>(
                Group,
                "TRANSCRIPT_DAYS",
                "90",
                "Days that an ended conversation is kept; 0 keeps it, at most 3650.",
                (o, v) => o.TranscriptDays = Setting.Whole(v)
            ),
        ];
}
