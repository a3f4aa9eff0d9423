using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Memory;
using CsrAgent.Sentiment;

namespace CsrAgent.Answering;

/// <summary>A turn's question with everything known about it.</summary>
internal sealed record AnswerRequest
{
    public required ConversationId ConversationId { get; init; }

    public required TurnId TurnId { get; init; }

    /// <summary>The new customer messages, oldest first; at least one. Data, never instructions.</summary>
    public required IReadOnlyList<string> Messages { get; init; }

    /// <summary>Context before them, oldest first. Data, never instructions.</summary>
    public required IReadOnlyList<Message> History { get; init; }

    public required Mood Mood { get; init; }

    /// <summary>The customer's language (ISO 639-1), in which to answer.</summary>
    public required string Language { get; init; }

    /// <summary>What the first search found, best first.</summary>
    public required IReadOnlyList<PassageHit> Passages { get; init; }

    /// <summary>What is known of the customer from earlier conversations, the most fitting first. Data, never instructions.</summary>
    public IReadOnlyList<CustomerMemory> Memories { get; init; } = [];

    /// <summary>Answers in a row before this one that were of low confidence: 0 asks back, 1 or more offers a person.</summary>
    public int LowConfidenceRun { get; init; }

    /// <summary>
    /// What earlier turns of this conversation have proven to be done (<see cref="Answer.Proven"/>), so that the agent may mention it.
    /// </summary>
    public ProvenActions Proven { get; init; }

    /// <summary>The new messages as one text.</summary>
    public string Question => string.Join("\n", Messages);
}
