using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Handoff;
using CsrAgent.Knowledge;
using CsrAgent.Languages;
using CsrAgent.Memory;
using CsrAgent.Safety;
using CsrAgent.Sentiment;
using CsrAgent.Signals;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Turns;

/// <summary>A leased turn with the analysis of its messages.</summary>
/// <param name="Text">All its messages as one text.</param>
/// <param name="Moods">By message id.</param>
internal sealed record AnalyzedTurn(
    TurnLease Lease,
    string Text,
    CustomerSignals Signals,
    IReadOnlyDictionary<string, SentimentLabel> Moods
)
{
    private const int MaxMoods = 10;

    /// <summary>Nothing is known of what the messages say.</summary>
    public static AnalyzedTurn Unread(TurnLease lease) =>
        new(
            lease,
            "",
            new(Mood.Neutral, lease.Conversation.State.Language ?? "en", false, null, Consent.None, InjectionVerdict.None),
            lease.Messages.ToDictionary(m => m.Id, _ => SentimentLabel.Neutral)
        );

    public Conversation Conversation => Lease.Conversation;

    /// <summary>The same without quoted mail and signatures: what to search by.</summary>
    public string OwnText => string.Join('\n', Lease.Messages.Select(m => OwnWords.Of(m.Text)));

    public ConversationState Before => Lease.Conversation.State;

    /// <summary>How often in a row the customer has asked the same question, including now.</summary>
    public int RepeatRun { get; } = IsRepeat(Lease, Text) ? Lease.Conversation.State.RepeatRun + 1 : 0;

    /// <summary>
    /// Whose memories this turn may use; null where who the customer is rests on their own word in any message that the model reads.
    /// </summary>
    public MemoryOwner? Rememberable =>
        Lease.Messages.All(m => m.SenderIsProven) && Lease.History.All(m => m.Role != MessageRole.Customer || m.SenderIsProven)
            ? new(Conversation.Channel, Conversation.UserId)
            : null;

    public AnswerRequest ToRequest(IReadOnlyList<PassageHit> passages, IReadOnlyList<CustomerMemory> memories) =>
        new()
        {
            ConversationId = Conversation.Id,
            TurnId = Lease.TurnId,
            Messages = [.. Lease.Messages.Select(m => m.Text)],
            History = HistoryWindow.Of(Lease.History, Conversation.ContextStart),
            Mood = Signals.Mood,
            Language = Signals.Language,
            Passages = passages,
            Memories = memories,
            LowConfidenceRun = Before.LowConfidenceRun,
            Proven = Before.Proven,
        };

    /// <summary>The facts for the rules: before there is an answer, and again with it.</summary>
    public EscalationFacts Facts(Answer? answer = null) =>
        new()
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
            RequestedReason = answer?.Handoff?.Reason,
        };

    /// <summary>What the person who takes over needs to know.</summary>
    /// <param name="note">The note for the person from the model or about the failure, or null.</param>
    public HandoffFacts HandoffFacts(EscalationReason reason, string? note) =>
        new()
        {
            Reason = reason,
            Topic = Signals.Topic,
            Messages = [.. Lease.History, .. Lease.Messages.Select(m => m.ToMessage())],
            Moods = Before.Moods,
            Mood = Signals.Mood,
            Language = Signals.Language,
            Channel = Conversation.Channel,
            Customer = Conversation.UserId,
            Metadata = Lease.Messages.LastOrDefault(m => m.Metadata is not null)?.Metadata,
            Note = note,
        };

    /// <summary>The conversation's state after this turn; without an answer if a person owns the conversation.</summary>
    public ConversationState After(Answer? answer, bool offered) =>
        Before with
        {
            Turns = Before.Turns + (answer is null ? 0 : 1),
            Moods = [.. Before.Moods.Append(Signals.Mood.Score).TakeLast(MaxMoods)],
            LowConfidenceRun = answer is null ? Before.LowConfidenceRun : LowConfidenceRun(answer),
            RepeatRun = RepeatRun,
            PersonOffered = offered,
            Language = Signals.Language,
            Proven = Before.Proven | (answer?.Proven ?? ProvenActions.None),
        };

    private int LowConfidenceRun(Answer? answer) =>
        answer switch
        {
            null => Before.LowConfidenceRun,
            { Unanswered: true } => Before.LowConfidenceRun + 1,
            _ => 0,
        };

    private static bool IsRepeat(TurnLease lease, string text) =>
        !lease.Messages.All(m => m.IsRetry)
        && lease.History.LastOrDefault(m => m.Role == MessageRole.Customer) is { } last
        && RepeatedQuestion.IsRepeat(last.Text, text);
}
