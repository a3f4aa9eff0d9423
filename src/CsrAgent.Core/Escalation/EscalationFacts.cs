using CsrAgent.Conversations;
using CsrAgent.Sentiment;
using CsrAgent.Signals;

namespace CsrAgent.Escalation;

/// <summary>What is known about a turn when deciding who answers. Counters include this turn's progress so far.</summary>
public sealed record EscalationFacts
{
    /// <summary>The customer asks for a person.</summary>
    public bool WantsHuman { get; init; }

    /// <summary>A sensitive topic's name, or null.</summary>
    public string? Topic { get; init; }

    /// <summary>Mood scores of the previous turns, oldest first.</summary>
    public IReadOnlyList<double> Moods { get; init; } = [];

    /// <summary>The mood of this turn.</summary>
    public Mood Mood { get; init; } = Mood.Neutral;

    public int LowConfidenceRun { get; init; }

    /// <summary>How often in a row the customer asked the same thing again: 2 when it is asked for the third time.</summary>
    public int RepeatRun { get; init; }

    public int Turns { get; init; }

    /// <summary>The reply before this turn offered a person.</summary>
    public bool PersonOffered { get; init; }

    /// <summary>How this turn's message responds to an offer; used only after <see cref="PersonOffered"/>.</summary>
    public Consent Consent { get; init; }

    /// <summary>The model, or the verification of its answer, requests a person.</summary>
    public EscalationReason? RequestedReason { get; init; }

    /// <summary>An action for the customer failed.</summary>
    public bool ActionFailed { get; init; }

    /// <summary>The facts before an answer is made.</summary>
    public static EscalationFacts Of(CustomerSignals signals, ConversationState state) =>
        new()
        {
            WantsHuman = signals.WantsHuman,
            Topic = signals.Topic,
            Moods = state.Moods,
            Mood = signals.Mood,
            LowConfidenceRun = state.LowConfidenceRun,
            RepeatRun = state.RepeatRun,
            Turns = state.Turns,
            PersonOffered = state.PersonOffered,
            Consent = signals.Consent,
        };
}
