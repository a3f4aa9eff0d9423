using System.ComponentModel.DataAnnotations;
using CsrAgent.Conversations;

namespace CsrAgent.Escalation;

/// <summary>When the agent offers a person or hands over, and to whom.</summary>
public sealed class EscalationOptions
{
    /// <summary>Who takes a hand-off that nothing else places. 1 to 64 characters; default "support". <c>ESCALATION_TEAM</c></summary>
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

    /// <summary>
    /// A turn with this mood score or a lower one is clearly negative. -1 to -0.1; default -0.35. <c>ESCALATION_NEGATIVE_SCORE</c>
    /// </summary>
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

    /// <summary>
    /// Answers of low confidence in a row after which a person is offered. 1 to 10; default 2. <c>ESCALATION_LOW_CONFIDENCE_TURNS</c>
    /// </summary>
    [Range(1, 10)]
    public int LowConfidenceTurns { get; set; } = 2;

    /// <summary>
    /// How often the same question is asked, the first time included, before a person is offered. 2 to 10; default 3.
    /// <c>ESCALATION_REPEATS</c>
    /// </summary>
    [Range(2, 10)]
    public int SameQuestionTimes { get; set; } = 3;

    /// <summary>Turns after which a person is offered. 1 to 10,000; default 100. <c>ESCALATION_TURN_LIMIT</c></summary>
    [Range(1, 10_000)]
    public int TurnLimit { get; set; } = 100;
}
