using System.ComponentModel.DataAnnotations;
using CsrAgent.Conversations;

namespace CsrAgent.Signals;

/// <summary>A topic that goes to a person.</summary>
public sealed class SensitiveTopic
{
    /// <summary>False leaves the topic to the agent. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The team that takes it; null for the team for sensitive topics, else the default team.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string? Team { get; set; }

    /// <summary>Default High.</summary>
    public EscalationPriority Priority { get; set; } = EscalationPriority.High;

    /// <summary>What the customer reads first, before who takes over. Default none.</summary>
    public HelpText Help { get; set; }

    /// <summary>
    /// The company's own text for it by language (ISO 639-1); in other languages that of <see cref="Help"/>, else the English one.
    /// </summary>
    public Dictionary<string, string> HelpTexts { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Phrases by language (ISO 639-1, for readers only: all are searched for in every message). Case and accents do not matter.
    /// </summary>
    public Dictionary<string, IReadOnlyList<string>> Keywords { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}
