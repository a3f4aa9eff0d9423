using CsrAgent.Escalation;

namespace CsrAgent.Host.Configuration;

/// <summary>When a person is offered or takes over.</summary>
internal static class EscalationSettings
{
    private const string Group = "Hand-off";

    public static IEnumerable<Setting> All =>
    [
        Setting.Of<EscalationOptions>(Group, "ESCALATION_TEAM", "support", "Who takes a hand-off that nothing else places; 1 to 64 characters.", (o, v) => o.DefaultTeam = v),
        Setting.Of<EscalationOptions>(Group, "ESCALATION_NEGATIVE_SCORE", "-0.35", "A turn with this mood score or a lower one is clearly negative; -1 to -0.1.", (o, v) => o.NegativeScore = Setting.Fraction(v)),
        Setting.Of<EscalationOptions>(Group, "ESCALATION_NEGATIVE_TURNS", "3", "Clearly negative turns in a row that hand over; 1 to 10.", (o, v) => o.NegativeTurns = Setting.Whole(v)),
        Setting.Of<EscalationOptions>(Group, "ESCALATION_VERY_NEGATIVE_SCORE", "-0.75", "Two turns in a row at or below it, the second no better, hand over; -1 to -0.2.", (o, v) => o.VeryNegativeScore = Setting.Fraction(v)),
        Setting.Of<EscalationOptions>(Group, "ESCALATION_LOW_CONFIDENCE_TURNS", "2", "Answers of low confidence in a row after which a person is offered; 1 to 10.", (o, v) => o.LowConfidenceTurns = Setting.Whole(v)),
        Setting.Of<EscalationOptions>(Group, "ESCALATION_REPEATS", "3", "How often the same question is asked, the first time included, before a person is offered; 2 to 10.", (o, v) => o.SameQuestionTimes = Setting.Whole(v)),
        Setting.Of<EscalationOptions>(Group, "ESCALATION_TURN_LIMIT", "100", "Turns after which a person is offered; 1 to 10000.", (o, v) => o.TurnLimit = Setting.Whole(v)),
    ];
}
