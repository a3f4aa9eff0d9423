using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Admission;

/// <summary>How many messages are accepted per minute; a burst may use the whole minute's allowance at once.</summary>
[SettingGroup("Access")]
public sealed class RateLimitOptions
{
    [Setting("RATE_LIMIT_PER_USER", "Messages per minute from one customer; 0 for no limit.")]
    [Range(0, 1_000_000)]
    public int PerUser { get; set; } = 300;

    [Setting("RATE_LIMIT_GLOBAL", "Messages per minute from all customers together; 0 for no limit.")]
    [Range(0, 100_000_000)]
    public int Global { get; set; } = 600_000;
}
