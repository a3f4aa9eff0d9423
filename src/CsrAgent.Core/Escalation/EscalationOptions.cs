using System.ComponentModel.DataAnnotations;
using CsrAgent.Conversations;
using CsrAgent.Settings;

namespace CsrAgent.Escalation;

/// <summary>When the agent offers a person or hands over, and to whom.</summary>
[SettingGroup("Hand-off")]
public sealed class EscalationOptions
{
    [Setting("ESCALATION_TEAM", "Who takes a hand-off that no other rule assigns.")]
    [Required, StringLength(64, MinimumLength = 1)]
    public string DefaultTeam { get; set; } = "support";

    /// <summary>
    /// Who takes hand-offs of a reason and how urgent they are; reasons that are not named go to <see cref="DefaultTeam"/> as Normal.
    /// Default:
    /// negative trend, failed action and failure High.
    /// </summary>
    public Dictionary<EscalationReason, EscalationRoute> Reasons { get; init; } =
        new()
        {
            [EscalationReason.NegativeTrend] = new() { Priority = EscalationPriority.High },
            [EscalationReason.ActionFailed] = new() { Priority = EscalationPriority.High },
            [EscalationReason.Failure] = new() { Priority = EscalationPriority.High },
        };

    [Setting("ESCALATION_NEGATIVE_SCORE", "A turn with this mood score or a lower one is clearly negative.")]
    [Range(-1.0, -0.1)]
    public double NegativeScore { get; set; } = -0.35;

    [Setting("ESCALATION_NEGATIVE_TURNS", "Clearly negative turns in a row that hand over.")]
    [Range(1, 10)]
    public int NegativeTurns { get; set; } = 3;

    [Setting("ESCALATION_VERY_NEGATIVE_SCORE", "Two turns in a row at or below this mood score, the second no better, hand over.")]
    [Range(-1.0, -0.2)]
    public double VeryNegativeScore { get; set; } = -0.75;

    [Setting("ESCALATION_LOW_CONFIDENCE_TURNS", "Low-confidence answers in a row after which a person is offered.")]
    [Range(1, 10)]
    public int LowConfidenceTurns { get; set; } = 2;

    [Setting("ESCALATION_REPEATS", "How often the same question is asked, the first time included, before a person is offered.")]
    [Range(2, 10)]
    public int SameQuestionTimes { get; set; } = 3;

    [Setting("ESCALATION_TURN_LIMIT", "Turns after which a person is offered.")]
    [Range(1, 10_000)]
    public int TurnLimit { get; set; } = 100;
}
