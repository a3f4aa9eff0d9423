using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Knowledge;
using CsrAgent.Sentiment;

namespace CsrAgent.Turns;

/// <summary>
/// Decides what one turn says and changes: read the signals, let the rules decide, retrieve, answer, let the rules look again. Writes
/// nothing itself; the same lease may be processed any number of times.
/// </summary>
internal sealed class TurnProcessor(
    SignalReader signals, SentimentAnalyzer sentiment, EscalationRules rules, TurnRetrieval retrieval, IAnswerer answerer, TurnComposer composer)
{
    public async Task<ProcessedTurn> ProcessAsync(TurnLease lease, IAnswerStream stream, CancellationToken cancellationToken)
    {
        var heard = Hear(lease);
        if (heard.Signals.Injection.Flagged) TurnMetrics.InjectionsFlagged.Add(1);
        if (IsWithPeople(lease)) return new(composer.Silent(heard), TimeSpan.Zero);
        if (rules.Decide(heard.Facts()) is EscalationDecision.HandOff handOff) return new(composer.HandedOver(heard, handOff, null), TimeSpan.Zero);

        var passages = await retrieval.FindAsync(heard, cancellationToken);
        var answer = await answerer.AnswerAsync(heard.ToRequest(passages), stream, cancellationToken);
        if (answer.Unanswered) await retrieval.RecordGapAsync(heard, passages, cancellationToken);
        var commit = rules.Decide(heard.Facts(answer)) switch
        {
            EscalationDecision.HandOff after => composer.HandedOver(heard, after, answer),
            EscalationDecision.Offer => composer.Answered(heard, answer, offerPerson: true),
            _ => composer.Answered(heard, answer, offerPerson: false),
        };
        return new(commit, answer.ModelTime);
    }

    /// <summary>The turn as it ends when nothing else worked: an honest word and a person. Where people have the conversation already, they have the message too.</summary>
    public TurnCommit GiveUp(TurnLease lease, string reason)
    {
        var heard = Hear(lease);
        return IsWithPeople(lease) ? composer.Silent(heard) : composer.GivenUp(heard, reason);
    }

    private HeardTurn Hear(TurnLease lease)
    {
        var text = string.Join("\n", lease.Messages.Select(m => m.Text));
        return new HeardTurn(lease, text, signals.Read(text, lease.Conversation.State), lease.Messages.ToDictionary(m => m.Id, m => sentiment.Analyze(m.Text).Sentiment));
    }

    private static bool IsWithPeople(TurnLease lease) =>
        lease.Conversation.Status is ConversationStatus.WaitingForHuman or ConversationStatus.Human;
}

/// <param name="ModelTime">Time of it that was spent waiting for a model.</param>
internal sealed record ProcessedTurn(TurnCommit Commit, TimeSpan ModelTime);
