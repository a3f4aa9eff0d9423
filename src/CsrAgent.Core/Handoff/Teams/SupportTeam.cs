using CsrAgent.Conversations;

namespace CsrAgent.Handoff.Teams;

/// <summary>People who take hand-offs.</summary>
public sealed class SupportTeam
{
    /// <summary>What customers call it, by language (ISO 639-1); in others, and without any, its own name.</summary>
    public Dictionary<string, string> Names { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>When it is there; null: always.</summary>
    public BusinessHours? Hours { get; set; }

    /// <summary>What customers are told to expect while it is there; null: nothing. 1 s to 7 days.</summary>
    public TimeSpan? ExpectedWait { get; set; }

    /// <summary>The team that takes what waits here too long, or comes while this one is not there and that one is; null: none.</summary>
    public string? Fallback { get; set; }

    /// <summary>
    /// How long a hand-off may wait here, by priority, in the time that the team is there; those not named:
    /// <see cref="HandoffOptions.Waits"/>.
    /// </summary>
    public Dictionary<EscalationPriority, TimeSpan> Waits { get; init; } = [];
}
