using System.ComponentModel.DataAnnotations;
using CsrAgent.Conversations;

namespace CsrAgent.Escalation;

/// <summary>Where hand-offs with a given reason go.</summary>
public sealed class EscalationRoute
{
    /// <summary>Null for the default team.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string? Team { get; set; }

    /// <summary>Default Normal.</summary>
    public EscalationPriority Priority { get; set; } = EscalationPriority.Normal;
}
