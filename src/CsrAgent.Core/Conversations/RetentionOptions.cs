using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Conversations;

/// <summary>How long conversations last and are kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>
    /// Idle time after which a conversation ends by itself; a later message begins anew. 1 min to 365 days; default 24 h.
    /// <c>SESSION_TTL</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan SessionTtl { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Days that an ended conversation is kept before it is erased; 0 keeps it. 0 to 3,650; default 90. <c>TRANSCRIPT_DAYS</c>
    /// </summary>
    [Range(0, 3_650)]
    public int TranscriptDays { get; set; } = 90;
}
