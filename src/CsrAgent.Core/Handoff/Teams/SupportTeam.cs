using CsrAgent.Conversations;

namespace CsrAgent.Handoff.Teams;

/// <summary>People who take hand-offs.</summary>
public sealed class SupportTeam
{
    /// <summary>Its name for customers, by language (ISO 639-1); in other languages, its key.</summary>
    public Dictionary<string, string> Names { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>When it is available; null for always.</summary>
    public BusinessHours? Hours { get; set; }

    /// <summary>The wait that customers are told to expect during its hours; null to say nothing. 1 s to 7 days.</summary>
    public TimeSpan? ExpectedWait { get; set; }

    /// <summary>
    /// The team that gets hand-offs that wait here too long, or that come in outside this team's hours while that one is available; null
    /// for none.
    /// </summary>
    public string? Fallback { get; set; }

    /// <summary>
    /// How long a hand-off may wait here, by priority, counted during the team's hours; for priorities not listed,
    /// <see cref="HandoffOptions.Waits"/> applies.
    /// </summary>
    public Dictionary<EscalationPriority, TimeSpan> Waits { get; init; } = [];
}
