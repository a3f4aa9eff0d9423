using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Admission;

/// <summary>How many messages and other calls are accepted per minute; a burst may use the whole minute's allowance at once.</summary>
[SettingGroup("Access")]
public sealed class RateLimitOptions
{
    [Setting("RATE_LIMIT_PER_USER", "Messages per minute from one customer; 0 for no limit.")]
    [Range(0, 1_000_000)]
    public int PerUser { get; set; } = 300;

    [Setting("RATE_LIMIT_GLOBAL", "Messages per minute from all customers together; 0 for no limit.")]
    [Range(0, 100_000_000)]
    public int Global { get; set; } = 600_000;

    [Setting(
        "RATE_LIMIT_PER_ADDRESS",
        "Other calls per minute from one network address: histories, event streams, sessions, ratings, requests for a person. 0 for no "
            + "limit; calls with an API key are not counted."
    )]
    [Range(0, 1_000_000)]
    public int PerAddress { get; set; } = 6_000;

    /// <summary>Per minute; 0 for none.</summary>
    public int LimitOf(RateLimitScope scope) =>
        scope switch
        {
            RateLimitScope.User => PerUser,
            RateLimitScope.Global => Global,
            RateLimitScope.Address => PerAddress,
            _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "There is no limit of this scope."),
        };
}
