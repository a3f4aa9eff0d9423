using System.ComponentModel.DataAnnotations;
using CsrAgent.Conversations;

namespace CsrAgent.Signals;

/// <summary>A topic that a person handles.</summary>
public sealed class SensitiveTopic
{
    /// <summary>False leaves the topic to the agent. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Who takes it; null: the team of sensitive topics, else the default team.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string? Team { get; set; }

    /// <summary>Default High.</summary>
    public EscalationPriority Priority { get; set; } = EscalationPriority.High;

    /// <summary>What is said at once, before who takes over. Default none.</summary>
    public HelpText Help { get; set; }

    /// <summary>
    /// The company's own words for it by language (ISO 639-1); in others those of <see cref="Help"/>, and without one the English.
    /// </summary>
    public Dictionary<string, string> HelpTexts { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Phrases by language (ISO 639-1, for the reader: all are looked for in every message). Case and accents do not matter.
    /// </summary>
    public Dictionary<string, IReadOnlyList<string>> Keywords { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}
