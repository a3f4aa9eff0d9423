using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Escalation;

/// <summary>When the agent offers a person or hands over, and to whom.</summary>
public sealed class EscalationOptions
{
    internal static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);

    /// <summary>Who takes a hand-off that nothing else places. 1 to 64 characters; default "support". <c>ESCALATION_TEAM</c></summary>
    [Required, StringLength(64, MinimumLength = 1)]
    public string DefaultTeam { get; set; } = "support";

    /// <summary>
    /// Who takes hand-offs of a reason and how urgent they are; reasons that are not named go to <see cref="DefaultTeam"/> as Normal. Default:
    /// negative trend, failed action and failure High.
    /// </summary>
    public Dictionary<EscalationReason, EscalationRoute> Reasons { get; init; } = new()
    {
        [EscalationReason.NegativeTrend] = new() { Priority = EscalationPriority.High },
        [EscalationReason.ActionFailed] = new() { Priority = EscalationPriority.High },
        [EscalationReason.Failure] = new() { Priority = EscalationPriority.High },
    };

    /// <summary>The teams' names, hours and fallbacks. One that is not here is always there. Default: none.</summary>
    public Dictionary<string, SupportTeam> Teams { get; init; } = new(StringComparer.Ordinal);

    /// <summary>
    /// How long a hand-off may wait for a person, by priority, in the time that its team is there; 1 s to 30 days. Default: urgent 5 min, high
    /// 15 min, normal 30 min, low 2 h.
    /// </summary>
    public Dictionary<EscalationPriority, TimeSpan> Waits { get; init; } = new()
    {
        [EscalationPriority.Urgent] = TimeSpan.FromMinutes(5),
        [EscalationPriority.High] = TimeSpan.FromMinutes(15),
        [EscalationPriority.Normal] = TimeSpan.FromMinutes(30),
        [EscalationPriority.Low] = LongestWait,
    };

    /// <summary>
    /// How often a hand-off that has waited too long is passed on, more urgent and to the team's fallback, the customer being told each time;
    /// 0: never. 0 to 10; default 3. <c>ESCALATION_MAX_PASSED_ON</c>
    /// </summary>
    [Range(0, 10)]
    public int MaxPassedOn { get; set; } = 3;

    /// <summary>
    /// How long a customer may wait for the word of the person who took over, in the time that the team is there; then the hand-off goes back
    /// to the queue. 1 s to 30 days; default 30 min. <c>ESCALATION_PERSON_SILENCE</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan PersonSilence { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The company's own words for what customers are told, by language (ISO 639-1); when to expect somebody is added to them. Default: none.</summary>
    public Dictionary<HandoffText, Dictionary<string, string>> Texts { get; init; } = [];

    /// <summary>Whether the model, where there is one, writes a summary for the person, beside the facts. Default true. <c>ESCALATION_SUMMARY_BY_MODEL</c></summary>
    public bool SummaryByModel { get; set; } = true;

    /// <summary>Longest that the model may take for it; nobody waits meanwhile. 1 s to 5 min; default 30 s. <c>ESCALATION_SUMMARY_TIMEOUT</c></summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SummaryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Sensitive topics by name. The seven built in (legal_threat, self_harm, safety, fraud, discrimination, press, contract_cancellation) have phrases of
    /// their own; keywords add to them, and any other name is a topic of the company's.
    /// </summary>
    public Dictionary<string, EscalationTopic> Topics { get; init; } = new(StringComparer.Ordinal)
    {
        [SensitiveTopics.SelfHarm] = new() { Priority = EscalationPriority.Urgent, Help = HelpText.Crisis },
        [SensitiveTopics.Safety] = new() { Priority = EscalationPriority.Urgent, Help = HelpText.Danger },
        [SensitiveTopics.Fraud] = new() { Priority = EscalationPriority.Urgent },
        [SensitiveTopics.LegalThreat] = new() { Priority = EscalationPriority.High },
        [SensitiveTopics.Discrimination] = new() { Priority = EscalationPriority.High },
        [SensitiveTopics.Press] = new() { Priority = EscalationPriority.High },
        [SensitiveTopics.ContractCancellation] = new() { Priority = EscalationPriority.High },
    };

    /// <summary>A turn with this mood score or a lower one is clearly negative. -1 to -0.1; default -0.35. <c>ESCALATION_NEGATIVE_SCORE</c></summary>
    [Range(-1.0, -0.1)]
    public double NegativeScore { get; set; } = -0.35;

    /// <summary>Clearly negative turns in a row that hand over. 1 to 10; default 3. <c>ESCALATION_NEGATIVE_TURNS</c></summary>
    [Range(1, 10)]
    public int NegativeTurns { get; set; } = 3;

    /// <summary>
    /// Two turns in a row with this score or a lower one, the second no better, hand over. -1 to -0.2; default -0.75.
    /// <c>ESCALATION_VERY_NEGATIVE_SCORE</c>
    /// </summary>
    [Range(-1.0, -0.2)]
    public double VeryNegativeScore { get; set; } = -0.75;

    /// <summary>Answers of low confidence in a row after which a person is offered. 1 to 10; default 2. <c>ESCALATION_LOW_CONFIDENCE_TURNS</c></summary>
    [Range(1, 10)]
    public int LowConfidenceTurns { get; set; } = 2;

    /// <summary>How often the same question is asked, the first time included, before a person is offered. 2 to 10; default 3. <c>ESCALATION_REPEATS</c></summary>
    [Range(2, 10)]
    public int SameQuestionTimes { get; set; } = 3;

    /// <summary>Turns after which a person is offered. 1 to 10,000; default 100. <c>ESCALATION_TURN_LIMIT</c></summary>
    [Range(1, 10_000)]
    public int TurnLimit { get; set; } = 100;
}
