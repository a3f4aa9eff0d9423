using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Admission;

/// <summary>How many messages are taken in a minute; a burst up to the whole minute's number is let through.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Messages a minute from one customer; 0 for no limit. 0 to 1,000,000; default 300. <c>RATE_LIMIT_PER_USER</c></summary>
    [Range(0, 1_000_000)]
    public int PerUser { get; set; } = 300;

    /// <summary>
    /// Messages a minute from all customers together; 0 for no limit. 0 to 100,000,000; default 600,000. <c>RATE_LIMIT_GLOBAL</c>
    /// </summary>
    [Range(0, 100_000_000)]
    public int Global { get; set; } = 600_000;
}
