using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Sentiment;
using CsrAgent.Signals;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Turns;

/// <summary>
/// Decides what a turn says and changes: reads the signals, applies the rules, retrieves, answers, and applies the rules again. Writes
/// nothing itself, so the same lease may be processed any number of times.
/// </summary>
/// <remarks>Seven constructor parameters: one for each step of a turn, and the logger.</remarks>
internal sealed class TurnProcessor(
    SignalReader signals,
    SentimentAnalyzer sentiment,
    EscalationRules rules,
    TurnRetrieval retrieval,
    IAnswerer answerer,
    TurnComposer composer,
    ILogger<TurnProcessor> logger
)
{
    public async Task<ProcessedTurn> ProcessAsync(TurnLease lease, IAnswerStream stream, CancellationToken cancellationToken)
    {
        var analyzed = Analyze(lease);
        if (analyzed.Signals.Injection.Flagged) TurnMetrics.InjectionsFlagged.Add(1);
        if (IsWithPeople(lease)) return new(composer.Silent(analyzed), TimeSpan.Zero);
        if (rules.Decide(analyzed.Facts()) is EscalationDecision.HandOff handOff)
        {
            return new(composer.HandedOver(analyzed, handOff, null), TimeSpan.Zero);
        }

        var recalling = retrieval.RecallAsync(analyzed, cancellationToken);
        var passages = await retrieval.FindAsync(analyzed, cancellationToken);
        var introduced = composer.Introduce(analyzed, stream);
        var answer = await answerer.AnswerAsync(analyzed.ToRequest(passages, await recalling), introduced, cancellationToken);
        var commit = rules.Decide(analyzed.Facts(answer)) switch
        {
            EscalationDecision.HandOff after => composer.HandedOver(analyzed, after, answer),
            EscalationDecision.Offer => composer.Answered(analyzed, answer, offerPerson: true),
            _ => composer.Answered(analyzed, answer, offerPerson: false),
        };
        if (answer.Unanswered) commit = commit with { Gap = retrieval.Gap(analyzed, passages) };
        return new(commit, answer.ModelTime);
    }

    /// <summary>
    /// The last resort for a turn: an apology and a person. If a person already owns the conversation, they also get the message. Succeeds
    /// also where reading the messages is what fails.
    /// </summary>
    public TurnCommit GiveUp(TurnLease lease, string reason)
    {
        var analyzed = TryAnalyze(lease) ?? AnalyzedTurn.Unread(lease);
        return IsWithPeople(lease) ? composer.Silent(analyzed) : composer.GivenUp(analyzed, reason);
    }

    /// <summary>The customer wants no more of the answer.</summary>
    /// <param name="lease">The turn.</param>
    /// <param name="shown">What they have seen of it.</param>
    public TurnCommit Stop(TurnLease lease, string shown) => composer.Stopped(Analyze(lease), shown);

    private AnalyzedTurn? TryAnalyze(TurnLease lease)
    {
        try
        {
            return Analyze(lease);
        }
        catch (Exception e)
        {
            logger.LogError(e, "The messages of turn {TurnId} could not be read: it is given up without", lease.TurnId);
            return null;
        }
    }

    private AnalyzedTurn Analyze(TurnLease lease)
    {
        return new AnalyzedTurn(
            lease,
            string.Join('\n', lease.Messages.Select(m => m.Text)),
            signals.Read([.. lease.Messages.Select(m => m.Text)], lease.Conversation.State),
            lease.Messages.ToDictionary(m => m.Id, m => sentiment.Analyze(m.Text).Sentiment)
        );
    }

    private static bool IsWithPeople(TurnLease lease) =>
        lease.Conversation.Status is ConversationStatus.WaitingForHuman or ConversationStatus.Human;
}
