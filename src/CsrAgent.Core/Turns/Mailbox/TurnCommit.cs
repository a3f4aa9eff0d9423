using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Sentiment;

namespace CsrAgent.Turns.Mailbox;

/// <summary>Everything that a turn changes, written in one atomic step or not at all.</summary>
public sealed record TurnCommit
{
    /// <summary>How the turn ended. Its text becomes the agent's one message, or none when it is empty.</summary>
    public required TurnReply Reply { get; init; }

    /// <summary>The last message that this turn covers; later ones stay in the mailbox for the next turn.</summary>
    public required long UpToPosition { get; init; }

    /// <summary>The mood of each covered message, by its id.</summary>
    public required IReadOnlyDictionary<string, SentimentLabel> Moods { get; init; }

    public required ConversationState State { get; init; }

    /// <summary>
    /// A hand-off that begins with this turn, or the open one as this turn changes it, its revision one above; else null.
    /// </summary>
    public EscalationTicket? Escalation { get; init; }

    public bool BeginsHandoff => Escalation is { Revision: 0 };

    /// <summary>What is to be sent to channels that do not read the store themselves.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    /// <summary>Write nothing when messages wait beyond <see cref="UpToPosition"/>: the turn can still take them in.</summary>
    public bool OnlyIfNothingNew { get; init; }

    /// <summary>Set when the turn is given up: the messages are kept as a dead letter under this reason.</summary>
    public string? DeadLetterReason { get; init; }

    /// <summary>The question, where the articles had no answer to it; else null. It stays with its customer, and goes with them.</summary>
    public KnowledgeGap? Gap { get; init; }

    /// <summary>A message that this turn covers, as the history shows it; its place is given by the store.</summary>
    public Message ToMessage(PendingMessage covered) =>
        covered.ToMessage() with
        {
            TurnId = Reply.TurnId,
            Sentiment = Moods.TryGetValue(covered.Id, out var mood) ? mood : null,
        };
}
