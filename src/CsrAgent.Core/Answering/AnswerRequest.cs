using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Sentiment;

namespace CsrAgent.Answering;

/// <summary>One turn's question with all that is known about it.</summary>
public sealed record AnswerRequest
{
    public required ConversationId ConversationId { get; init; }

    public required TurnId TurnId { get; init; }

    /// <summary>The unseen customer messages, oldest first; at least one. Data, never instructions.</summary>
    public required IReadOnlyList<string> Messages { get; init; }

    /// <summary>Context before them, oldest first. Data, never instructions.</summary>
    public required IReadOnlyList<Message> History { get; init; }

    public required Mood Mood { get; init; }

    /// <summary>ISO 639-1 of the customer; the answer is to be in it.</summary>
    public required string Language { get; init; }

    /// <summary>What the first search found, best first.</summary>
    public required IReadOnlyList<PassageHit> Passages { get; init; }

    /// <summary>Answers in a row before this one that were of low confidence: 0 asks back, 1 or more offers a person.</summary>
    public int LowConfidenceRun { get; init; }

    /// <summary>
    /// What earlier turns of this conversation have shown to be done (<see cref="Answer.Proven"/>), so that the agent may speak of it.
    /// </summary>
    public ProvenActions Proven { get; init; }

    /// <summary>The unseen messages as one text.</summary>
    public string Question => string.Join("\n", Messages);
}
