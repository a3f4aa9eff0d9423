using System.ComponentModel.DataAnnotations;
using CsrAgent.Conversations;
using CsrAgent.Handoff.Teams;
using CsrAgent.Settings;

namespace CsrAgent.Handoff;

/// <summary>Who takes hand-offs, how long they may wait, and what customers are told in the meantime.</summary>
[SettingGroup("Hand-off")]
public sealed class HandoffOptions
{
    internal static readonly TimeSpan MaxWait = TimeSpan.FromHours(2);

    /// <summary>The teams' names, hours and fallbacks. A team that is not listed is always available. Default: none.</summary>
    public Dictionary<string, SupportTeam> Teams { get; init; } = new(StringComparer.Ordinal);

    /// <summary>
    /// How long a hand-off may wait for a person, by priority, counted during its team's hours; 1 s to 30 days. Default: urgent 5 min, high
    /// 15 min, normal 30 min, low 2 h.
    /// </summary>
    public Dictionary<EscalationPriority, TimeSpan> Waits { get; init; } =
        new()
        {
            [EscalationPriority.Urgent] = TimeSpan.FromMinutes(5),
            [EscalationPriority.High] = TimeSpan.FromMinutes(15),
            [EscalationPriority.Normal] = TimeSpan.FromMinutes(30),
            [EscalationPriority.Low] = MaxWait,
        };

    [Setting(
        "ESCALATION_MAX_PASSED_ON",
        "How often a hand-off that nobody takes is passed on, more urgent and to the team's fallback; the customer is notified each time."
    )]
    [Range(0, 10)]
    public int MaxPassedOn { get; set; } = 3;

    [Setting(
        "ESCALATION_PERSON_SILENCE",
        "How long a customer may wait for a message from the person who took over, counted in the team's hours; then the hand-off "
            + "returns to the queue."
    )]
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan PersonSilence { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The company's own texts for what customers are told, by language (ISO 639-1); when to expect an answer is appended. Default: none.
    /// </summary>
    public Dictionary<HandoffNoticeKind, Dictionary<string, string>> Texts { get; init; } = [];

    [Setting(
        "ESCALATION_SUMMARY_BY_MODEL",
        "Whether the model, where there is one, summarizes the conversation for the person, in addition to the facts."
    )]
    public bool SummaryByModel { get; set; } = true;

    [Setting("ESCALATION_SUMMARY_TIMEOUT", "Time limit for that summary; nobody waits for it.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SummaryTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
