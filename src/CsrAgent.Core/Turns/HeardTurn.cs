using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Knowledge;
using CsrAgent.Sentiment;

namespace CsrAgent.Turns;

/// <summary>A leased turn with what was understood of it.</summary>
/// <param name="Text">All its messages as one.</param>
/// <param name="Moods">By message id.</param>
internal sealed record HeardTurn(TurnLease Lease, string Text, CustomerSignals Signals, IReadOnlyDictionary<string, SentimentLabel> Moods)
{
    private const int MostMoods = 10;

    public Conversation Conversation => Lease.Conversation;

    public ConversationState Before => Lease.Conversation.State;

    /// <summary>How often in a row the customer has now asked the same.</summary>
    public int RepeatRun { get; } = IsRepeat(Lease, Text) ? Lease.Conversation.State.RepeatRun + 1 : 0;

    public AnswerRequest ToRequest(IReadOnlyList<PassageHit> passages) => new()
    {
        ConversationId = Conversation.Id,
        TurnId = Lease.TurnId,
        Messages = [.. Lease.Messages.Select(m => m.Text)],
        History = Lease.History,
        Mood = Signals.Mood,
        Language = Signals.Language,
        Passages = passages,
        LowConfidenceRun = Before.LowConfidenceRun,
        Proven = Before.Proven,
    };

    /// <summary>What the rules decide on: before the answer is made, and again with it.</summary>
    public EscalationFacts Facts(Answer? answer = null) => new()
    {
        WantsHuman = Signals.WantsHuman,
        Topic = Signals.Topic,
        Moods = Before.Moods,
        Mood = Signals.Mood,
        LowConfidenceRun = LowConfidenceRun(answer),
        RepeatRun = RepeatRun,
        Turns = Before.Turns + 1,
        PersonOffered = Before.PersonOffered,
        Consent = Signals.Consent,
        Wish = answer?.Handoff?.Reason,
    };

    /// <summary>What is remembered of the conversation after this turn; without an answer, when people have it.</summary>
    public ConversationState After(Answer? answer, bool offered) => Before with
    {
        Turns = Before.Turns + (answer is null ? 0 : 1),
        Moods = [.. Before.Moods.Append(Signals.Mood.Score).TakeLast(MostMoods)],
        LowConfidenceRun = answer is null ? Before.LowConfidenceRun : LowConfidenceRun(answer),
        RepeatRun = RepeatRun,
        PersonOffered = offered,
        Language = Signals.Language,
        Proven = Before.Proven | (answer?.Proven ?? DeedProof.None),
    };

    private int LowConfidenceRun(Answer? answer) => answer switch
    {
        null => Before.LowConfidenceRun,
        { Unanswered: true } => Before.LowConfidenceRun + 1,
        _ => 0,
    };

    private static bool IsRepeat(TurnLease lease, string text) =>
        lease.History.LastOrDefault(m => m.Role == MessageRole.Customer) is { } last && RepeatedQuestion.IsRepeat(last.Text, text);
}
