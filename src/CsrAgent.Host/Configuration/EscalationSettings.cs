using CsrAgent.Adapters.Yaml;
using CsrAgent.Escalation;
using CsrAgent.Handoff;

namespace CsrAgent.Host.Configuration;

/// <summary>When a person is offered or takes over.</summary>
internal static class EscalationSettings
{
    private const string Group = "Hand-off";

    public static IEnumerable<Setting> All { get; } =
        [
            Setting.Of<EscalationRulesOptions>(
                Group,
                "ESCALATION_RULES",
                "none",
                "A YAML file with topics, teams, business hours, waits and thresholds; `./run --escalation-rules` prints the defaults as one. The settings below win over it.",
                (o, v) => o.Path = v
            ),
            Setting.Of<EscalationOptions>(
                Group,
                "ESCALATION_TEAM",
                "support",
                "Who takes a hand-off that nothing else places; 1 to 64 characters.",
                (o, v) => o.DefaultTeam = v
            ),
            Setting.Of<EscalationOptions>(
                Group,
                "ESCALATION_NEGATIVE_SCORE",
                "-0.35",
                "A turn with this mood score or a lower one is clearly negative; -1 to -0.1.",
                (o, v) => o.NegativeScore = Setting.Fraction(v)
            ),
            Setting.Of<EscalationOptions>(
                Group,
                "ESCALATION_NEGATIVE_TURNS",
                "3",
                "Clearly negative turns in a row that hand over; 1 to 10.",
                (o, v) => o.NegativeTurns = Setting.Whole(v)
            ),
            Setting.Of<EscalationOptions>(
                Group,
                "ESCALATION_VERY_NEGATIVE_SCORE",
                "-0.75",
                "Two turns in a row at or below it, the second no better, hand over; -1 to -0.2.",
                (o, v) => o.VeryNegativeScore = Setting.Fraction(v)
            ),
            Setting.Of<EscalationOptions>(
                Group,
                "ESCALATION_LOW_CONFIDENCE_TURNS",
                "2",
                "Answers of low confidence in a row after which a person is offered; 1 to 10.",
                (o, v) => o.LowConfidenceTurns = Setting.Whole(v)
            ),
            Setting.Of<EscalationOptions>(
                Group,
                "ESCALATION_REPEATS",
                "3",
                "How often the same question is asked, the first time included, before a person is offered; 2 to 10.",
                (o, v) => o.SameQuestionTimes = Setting.Whole(v)
            ),
            Setting.Of<EscalationOptions>(
                Group,
                "ESCALATION_TURN_LIMIT",
                "100",
                "Turns after which a person is offered; 1 to 10000.",
                (o, v) => o.TurnLimit = Setting.Whole(v)
            ),
            Setting.Of<HandoffOptions>(
                Group,
                "ESCALATION_MAX_PASSED_ON",
                "3",
                "How often a hand-off that nobody takes is passed on, more urgent and to the team's fallback, the customer being told each time; 0 to 10.",
                (o, v) => o.MaxPassedOn = Setting.Whole(v)
            ),
            Setting.Of<HandoffOptions>(
                Group,
                "ESCALATION_PERSON_SILENCE",
                "30m",
                "How long a customer may wait for the word of the person who took over, in the time that the team is there; then the hand-off goes back to the queue; 1s to 30d.",
                (o, v) => o.PersonSilence = Setting.Duration(v)
            ),
            Setting.Of<HandoffOptions>(
                Group,
                "ESCALATION_SUMMARY_BY_MODEL",
                "true",
                "Whether the model, where there is one, sums the conversation up for the person, beside the facts.",
                (o, v) => o.SummaryByModel = Setting.Switch(v)
            ),
            Setting.Of<HandoffOptions>(
                Group,
                "ESCALATION_SUMMARY_TIMEOUT",
                "30s",
                "Longest that the model may take for it; nobody waits meanwhile; 1s to 5m.",
                (o, v) => o.SummaryTimeout = Setting.Duration(v)
            ),
        ];
}
