using System.ComponentModel.DataAnnotations;
using CsrAgent.Conversations;
using CsrAgent.Handoff.Teams;

namespace CsrAgent.Handoff;

/// <summary>Who takes hand-offs, how long they may wait, and what customers are told meanwhile.</summary>
public sealed class HandoffOptions
{
    internal static readonly TimeSpan MaxWait = TimeSpan.FromHours(2);

    /// <summary>The teams' names, hours and fallbacks. One that is not here is always there. Default: none.</summary>
    public Dictionary<string, SupportTeam> Teams { get; init; } = new(StringComparer.Ordinal);

    /// <summary>
    /// How long a hand-off may wait for a person, by priority, in the time that its team is there; 1 s to 30 days. Default: urgent 5 min,
    /// high
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

    /// <summary>
    /// How often a hand-off that has waited too long is passed on, more urgent and to the team's fallback, the customer being told each
    /// time;
    /// 0: never. 0 to 10; default 3. <c>ESCALATION_MAX_PASSED_ON</c>
    /// </summary>
    [Range(0, 10)]
    public int MaxPassedOn { get; set; } = 3;

    /// <summary>
    /// How long a customer may wait for the word of the person who took over, in the time that the team is there; then the hand-off goes
    /// back
    /// to the queue. 1 s to 30 days; default 30 min. <c>ESCALATION_PERSON_SILENCE</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan PersonSilence { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The company's own words for what customers are told, by language (ISO 639-1); when to expect somebody is added to them. Default:
    /// none.
    /// </summary>
    public Dictionary<HandoffNoticeKind, Dictionary<string, string>> Texts { get; init; } = [];

    /// <summary>
    /// Whether the model, where there is one, writes a summary for the person, beside the facts. Default true.
    /// <c>ESCALATION_SUMMARY_BY_MODEL</c>
    /// </summary>
    public bool SummaryByModel { get; set; } = true;

    /// <summary>
    /// Longest that the model may take for it; nobody waits meanwhile. 1 s to 5 min; default 30 s. <c>ESCALATION_SUMMARY_TIMEOUT</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SummaryTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
