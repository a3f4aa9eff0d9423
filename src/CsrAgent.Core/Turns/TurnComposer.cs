using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using CsrAgent.Escalation;
using CsrAgent.Handoff;
using CsrAgent.Replies;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

/// <summary>Composes the one commit that carries out a decision.</summary>
internal sealed class TurnComposer(
    EscalationRules rules,
    TicketFactory tickets,
    TurnDeliveries deliveries,
    IOptions<TurnOptions> options,
    TimeProvider time
)
{
    /// <summary>The agent answers and keeps the conversation.</summary>
    public TurnCommit Answered(AnalyzedTurn analyzed, Answer answer, bool offerPerson)
    {
        var addOffer = offerPerson && !answer.OffersPerson;
        var offered = addOffer || answer.OffersPerson;
        var text = addOffer ? $"{answer.Text}\n\n{OfferPersonOf(analyzed)}" : answer.Text;
        var truth = AiDisclosure.Truth(analyzed.Lease.Messages.Select(m => m.Text), analyzed.Signals.Language, text);
        if (truth is not null) text = $"{truth}\n\n{text}";
        return Commit(
            analyzed,
            Reply(analyzed, answer, Excused(analyzed, text)) with
            {
                ShouldEscalate = offerPerson || (answer.Unanswered && offered),
            },
            analyzed.After(answer, offered)
        );
    }

    /// <summary>
    /// A person takes over; the customer is told once, with what to expect. One who has ended the conversation meanwhile is offered a
    /// person instead: nobody would read what a person writes there.
    /// </summary>
    public TurnCommit HandedOver(AnalyzedTurn analyzed, EscalationDecision.HandOff decision, Answer? answer)
    {
        if (HasEnded(analyzed)) return Commit(analyzed, Reply(analyzed, Nothing, OfferPersonOf(analyzed)), analyzed.After(answer, true));
        var ticket = tickets.Create(analyzed.Conversation.Id, decision, analyzed.HandoffFacts(decision.Reason, answer?.Handoff?.Summary));
        var lead =
            answer?.Text
            ?? (decision.Reason == EscalationReason.CustomerRequest ? ReplyTexts.For(analyzed.Signals.Language).OfferAccepted : null);
        var text = lead is null ? ticket.NoticeText : $"{lead}\n\n{ticket.NoticeText}";
        return WithTicket(analyzed, answer ?? Nothing, ticket, Excused(analyzed, text));
    }

    /// <summary>Where the answer is to be written as it is made.</summary>
    public IAnswerStream Introduce(AnalyzedTurn analyzed, IAnswerStream stream) =>
        deliveries.Introduce(stream, analyzed.Conversation, analyzed.Signals.Language);

    /// <summary>The customer has stopped the answer: what they saw of it stands.</summary>
    /// <param name="shown">With the first words, where it is the conversation's first; may be empty.</param>
    public TurnCommit Stopped(AnalyzedTurn analyzed, string shown)
    {
        var notice = ReplyTexts.For(analyzed.Signals.Language).Stopped;
        var text = shown.Length == 0 ? notice : $"{shown.TrimEnd()}\n\n{notice}";
        var state = analyzed.After(null, offered: false);
        var reply = Reply(analyzed, Nothing, text) with { Model = shown.Length == 0 ? AiMark.FixedText : AiMark.UnknownModel };
        return Commit(analyzed, reply, state with { Disclosed = state.Disclosed || shown.Length > 0 });
    }

    /// <summary>The turn failed for good.</summary>
    public TurnCommit GivenUp(AnalyzedTurn analyzed, string reason)
    {
        if (HasEnded(analyzed))
        {
            var apology = $"{ReplyTexts.For(analyzed.Signals.Language).TurnFailed}\n\n{OfferPersonOf(analyzed)}";
            return Commit(analyzed, Reply(analyzed, Nothing, apology), analyzed.After(null, true)) with { DeadLetterReason = reason };
        }
        var ticket = tickets.Create(
            analyzed.Conversation.Id,
            rules.HandOff(EscalationReason.Failure),
            analyzed.HandoffFacts(EscalationReason.Failure, $"The agent could not answer: the turn {reason}.")
        );
        return WithTicket(analyzed, Nothing, ticket, $"{ReplyTexts.For(analyzed.Signals.Language).TurnFailed}\n\n{ticket.NoticeText}") with
        {
            DeadLetterReason = reason,
        };
    }

    /// <summary>
    /// A person owns the conversation and reads the message: the agent stays silent, except for help that cannot wait, and for one who
    /// waits and no longer wants a person.
    /// </summary>
    public TurnCommit Silent(AnalyzedTurn analyzed)
    {
        if (Raise(analyzed) is var (ticket, help)) return WithTicket(analyzed, Nothing, ticket, help);
        if (Withdraw(analyzed) is { } withdrawn) return Withdrawn(analyzed, withdrawn);
        var reply = Reply(analyzed, Nothing, "") with
        {
            Status = analyzed.Conversation.Status,
            Escalation = analyzed.Conversation.Escalation,
            ShouldEscalate = true,
        };
        return Commit(analyzed, reply, analyzed.After(null, offered: false));
    }

    /// <summary>Null if nobody waits, or if there is no topic or it was raised before.</summary>
    private (EscalationTicket Ticket, string Help)? Raise(AnalyzedTurn analyzed) =>
        analyzed.Conversation is { Status: ConversationStatus.WaitingForHuman, Escalation: { } ticket }
        && analyzed.Signals.Topic is { } topic
        && topic != ticket.Topic
            ? tickets.Raise(ticket, rules.HandOff(EscalationReason.SensitiveTopic, topic), topic, analyzed.Text, analyzed.Signals.Language)
            : null;

    /// <summary>Null unless the customer waits, nobody has come yet, and the words take the request back.</summary>
    private EscalationTicket? Withdraw(AnalyzedTurn analyzed) =>
        analyzed
            is { Signals: { WithdrawsRequest: true, Topic: null }, Conversation: { Status: ConversationStatus.WaitingForHuman } waiting }
        && waiting.Escalation is { } ticket
            ? tickets.Withdraw(ticket)
            : null;

    private TurnCommit Withdrawn(AnalyzedTurn analyzed, EscalationTicket ticket) =>
        Commit(
            analyzed,
            Reply(analyzed, Nothing, ReplyTexts.For(analyzed.Signals.Language).Withdrawn) with
            {
                Status = ConversationStatus.Bot,
            },
            analyzed.After(null, offered: false)
        ) with
        {
            Escalation = ticket,
        };

    /// <summary>A customer who had to wait too long is asked to excuse it.</summary>
    private string Excused(AnalyzedTurn analyzed, string text) =>
        analyzed.Lease.Waited > options.Value.MaxSilence ? $"{ReplyTexts.For(analyzed.Signals.Language).Late}\n\n{text}" : text;

    private static bool HasEnded(AnalyzedTurn analyzed) => analyzed.Conversation.Status == ConversationStatus.Ended;

    private static string OfferPersonOf(AnalyzedTurn analyzed) => ReplyTexts.For(analyzed.Signals.Language).OfferPerson;

    private static Answer Nothing { get; } = new() { Text = "", Model = AiMark.FixedText };

    private TurnCommit WithTicket(AnalyzedTurn analyzed, Answer answer, EscalationTicket ticket, string text)
    {
        var reply = Reply(analyzed, answer, text) with
        {
            Status = ConversationStatus.WaitingForHuman,
            Escalation = ticket,
            ShouldEscalate = true,
        };
        return Commit(analyzed, reply, analyzed.After(answer, offered: false)) with { Escalation = ticket };
    }

    private TurnReply Reply(AnalyzedTurn analyzed, Answer answer, string text) =>
        new()
        {
            ConversationId = analyzed.Conversation.Id,
            TurnId = analyzed.Lease.TurnId,
            Text = text,
            Mood = analyzed.Signals.Mood,
            Language = analyzed.Signals.Language,
            Confidence = answer.Confidence,
            Status = HasEnded(analyzed) ? ConversationStatus.Ended : ConversationStatus.Bot,
            Articles = answer.Articles,
            Citations = answer.Citations,
            Tokens = answer.Tokens,
            Model = answer.Model ?? AiMark.NoModel,
            ProcessingTime = analyzed.Lease.Waited + time.GetElapsedTime(analyzed.Lease.TakenAt),
            Degraded = answer.Degraded,
            Cached = answer.Cached,
            At = time.GetUtcNow(),
        };

    private TurnCommit Commit(AnalyzedTurn analyzed, TurnReply reply, ConversationState state) =>
        deliveries.AddTo(
            new()
            {
                Reply = reply,
                UpToPosition = analyzed.Lease.Messages[^1].Position,
                Moods = analyzed.Moods,
                State = state,
                Deliveries = [],
            },
            analyzed.Conversation
        );
}
