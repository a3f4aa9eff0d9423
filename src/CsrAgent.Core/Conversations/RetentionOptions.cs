using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Conversations;

/// <summary>How long conversations last and are kept.</summary>
[SettingGroup("Retention")]
public sealed class RetentionOptions
{
    /// <summary>How many conversations one step erases, so that no message waits for long behind it.</summary>
    public const int MaxErasedAtOnce = 20;

    [Setting("SESSION_TTL", "Idle time after which a conversation ends by itself; a later message starts afresh.")]
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan SessionTtl { get; set; } = TimeSpan.FromHours(24);

    [Setting("TRANSCRIPT_DAYS", "Days that an ended conversation is kept before it is erased; 0 keeps it forever.")]
    [Range(0, 3_650)]
    public int TranscriptDays { get; set; } = 90;
}
