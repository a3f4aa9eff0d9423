using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Privacy;
using CsrAgent.Signals;

namespace CsrAgent.Host.Admin;

/// <summary>Analyzes a text as a turn would, and returns the result. Stores nothing.</summary>
internal sealed class TextAnalyzer(SignalReader signals, EscalationRules rules, Redactor redactor, LogMask mask)
{
    public AnalyzeBody Analyze(string text, IEnumerable<Message> history)
    {
        var (state, last) = Before(history);
        var analyzed = signals.Read(text, state);
        var decision = rules.Decide(
            EscalationFacts.Of(analyzed, state) with
            {
                Turns = state.Turns + 1,
                RepeatRun = RunOf(state, last, text),
            }
        );
        return new(
            analyzed.Mood.Sentiment.ToWireName(),
            Math.Round(analyzed.Mood.Score, 3),
            analyzed.Mood.Emotion.ToWireName(),
            analyzed.Language,
            analyzed.WantsHuman,
            decision is not EscalationDecision.None,
            ReasonOf(decision)?.ToWireName(),
            new(analyzed.Injection.Score, analyzed.Injection.Flagged),
            [.. mask.Redact(text).Findings.Select(f => new PiiBody(f.Type.ToWireName(), f.Start, f.End))],
            redactor.Redact(text).Text
        );
    }

    private (ConversationState State, string? Last) Before(IEnumerable<Message> history)
    {
        var state = ConversationState.New;
        string? last = null;
        foreach (var message in history.Where(m => m.Role == MessageRole.Customer))
        {
            var analyzed = signals.Read(message.Text, state);
            state = state with
            {
                Turns = state.Turns + 1,
                Moods = [.. state.Moods.Append(analyzed.Mood.Score)],
                RepeatRun = RunOf(state, last, message.Text),
                Language = analyzed.Language,
            };
            last = message.Text;
        }

        return (state, last);
    }

    private static int RunOf(ConversationState state, string? last, string text) =>
        last is not null && RepeatedQuestion.IsRepeat(last, text) ? state.RepeatRun + 1 : 0;

    private static EscalationReason? ReasonOf(EscalationDecision decision) =>
        decision switch
        {
            EscalationDecision.HandOff handOff => handOff.Reason,
            EscalationDecision.Offer offer => offer.Reason,
            _ => null,
        };
}
