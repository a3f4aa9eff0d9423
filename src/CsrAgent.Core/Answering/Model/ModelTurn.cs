using CsrAgent.Answering.Checks;
using CsrAgent.Answering.Tools;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>The state of a turn with the model. Used by one task at a time.</summary>
internal sealed class ModelTurn(
    TurnFindings findings,
    SentenceRules rules,
    FilteredAnswerStream stream,
    List<ChatMessage> messages
)
{
    public AnswerRequest Request => findings.Request;

    /// <summary>What no sentence of the answer may say.</summary>
    public SentenceRules Rules { get; } = rules;

    public FilteredAnswerStream Stream { get; } = stream;

    public List<ChatMessage> Messages { get; } = messages;

    /// <summary>All passages found, those of the first search first.</summary>
    public IReadOnlyList<PassageHit> Passages => findings.Passages;

    /// <summary>What this turn's tools have proven to be done.</summary>
    public ProvenActions Proven => findings.Proven;

    public HandoffRequest? Handoff { get; private set; }

    public int Calls { get; private set; }

    public TokenUsage Tokens { get; private set; } = TokenUsage.None;

    public string? Model { get; private set; }

    /// <summary>Time spent in completed calls, and the timestamp at which the current one began.</summary>
    public TimeSpan ModelTime { get; private set; }

    public long? CallBegan { get; private set; }

    public void Began(long timestamp) => (Calls, CallBegan) = (Calls + 1, timestamp);

    public void Ended(TimeSpan took) => (ModelTime, CallBegan) = (ModelTime + took, null);

    public void Used(string? model, UsageDetails? usage)
    {
        Model = model ?? Model;
        Tokens += new TokenUsage(usage?.InputTokenCount ?? 0, usage?.OutputTokenCount ?? 0);
    }

    public void Took(ToolResult result)
    {
        if (result.IsError) return;
        findings.Add(result);
        Handoff ??= result.Handoff;
    }
}
