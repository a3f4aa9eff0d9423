using CsrAgent.Answering;
using CsrAgent.Answering.Phrasing;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Escalation;

namespace CsrAgent.Turns;

/// <summary>Turns a decision into the one commit that carries it out.</summary>
internal sealed class TurnComposer(HandoffMaker handoffs, ChannelDirectory channels, TimeProvider time)
{
    /// <summary>The agent answers, and goes on owning the conversation.</summary>
    public TurnCommit Answered(HeardTurn heard, Answer answer, bool offerPerson)
    {
        var addOffer = offerPerson && !answer.OffersPerson;
        var offered = addOffer || answer.OffersPerson;
        var text = addOffer ? $"{answer.Text}\n\n{Phrases.For(heard.Signals.Language).OfferPerson}" : answer.Text;
        return Commit(heard, Reply(heard, answer, text) with { ShouldEscalate = offerPerson || (answer.Unanswered && offered) }, heard.After(answer, offered));
    }

    /// <summary>A person takes over, and the customer is told so, once, with what to expect.</summary>
    public TurnCommit HandedOver(HeardTurn heard, EscalationDecision.HandOff decision, Answer? answer)
    {
        var ticket = handoffs.ForTurn(heard, decision, answer?.Handoff?.Summary);
        var lead = answer?.Text ?? (decision.Reason == EscalationReason.CustomerRequest ? Phrases.For(heard.Signals.Language).OfferAccepted : null);
        return WithTicket(heard, answer ?? Nothing, ticket, lead is null ? ticket.Told : $"{lead}\n\n{ticket.Told}");
    }

    /// <summary>The turn failed for good.</summary>
    public TurnCommit GivenUp(HeardTurn heard, string reason)
    {
        var ticket = handoffs.ForFailure(heard, $"The agent could not answer: the turn {reason}.");
        return WithTicket(heard, Nothing, ticket, $"{Phrases.For(heard.Signals.Language).TurnFailed}\n\n{ticket.Told}") with { DeadLetterReason = reason };
    }

    /// <summary>People have the conversation: the message is theirs to read, and the agent stays silent, but for help that can not wait until one is there.</summary>
    public TurnCommit Silent(HeardTurn heard)
    {
        if (handoffs.Raise(heard) is var (ticket, help)) return WithTicket(heard, Nothing, ticket, help);
        var reply = Reply(heard, Nothing, "") with { Status = heard.Conversation.Status, Escalation = heard.Conversation.Escalation, ShouldEscalate = true };
        return Commit(heard, reply, heard.After(null, offered: false));
    }

    private static Answer Nothing { get; } = new() { Text = "" };

    private TurnCommit WithTicket(HeardTurn heard, Answer answer, EscalationTicket ticket, string text)
    {
        var reply = Reply(heard, answer, text) with { Status = ConversationStatus.WaitingForHuman, Escalation = ticket, ShouldEscalate = true };
        return Commit(heard, reply, heard.After(answer, offered: false)) with { Escalation = ticket };
    }

    private TurnReply Reply(HeardTurn heard, Answer answer, string text) => new()
    {
        ConversationId = heard.Conversation.Id,
        TurnId = heard.Lease.TurnId,
        Text = text,
        Mood = heard.Signals.Mood,
        Language = heard.Signals.Language,
        Confidence = answer.Confidence,
        Status = ConversationStatus.Bot,
        Articles = answer.Articles,
        Citations = answer.Citations,
        Tokens = answer.Tokens,
        ProcessingTime = time.GetUtcNow() - heard.Lease.Messages[0].AcceptedAt,
        Degraded = answer.Degraded,
        At = time.GetUtcNow(),
    };

    private TurnCommit Commit(HeardTurn heard, TurnReply reply, ConversationState state) => new()
    {
        Reply = reply,
        UpToPosition = heard.Lease.Messages[^1].Position,
        Moods = heard.Moods,
        State = state,
        Deliveries = Deliver(heard.Conversation, reply),
    };

    private List<Delivery> Deliver(Conversation conversation, TurnReply reply) =>
        reply.Text.Length == 0 || channels.Find(conversation.Channel)?.Sender is null ? []
            : [new Delivery($"{conversation.Id}/{reply.TurnId}/0", conversation.Id, conversation.Channel, conversation.UserId, reply.Text) { Articles = reply.Articles }];
}
