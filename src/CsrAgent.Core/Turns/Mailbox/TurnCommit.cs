using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Sentiment;

namespace CsrAgent.Turns.Mailbox;

/// <summary>Everything that a turn changes, written in one atomic step.</summary>
public sealed record TurnCommit
{
    /// <summary>How the turn ended. Its text becomes the agent's one message, or none when it is empty.</summary>
    public required TurnReply Reply { get; init; }

    /// <summary>The last message that this turn covers; later ones stay in the mailbox for the next turn.</summary>
    public required long UpToPosition { get; init; }

    /// <summary>The mood of each covered message, by message id.</summary>
    public required IReadOnlyDictionary<string, SentimentLabel> Moods { get; init; }

    public required ConversationState State { get; init; }

    /// <summary>
    /// A hand-off that starts with this turn, or the open one as changed or closed by this turn, with its revision
    /// incremented; else null.
    /// </summary>
    public EscalationTicket? Escalation { get; init; }

    public bool BeginsHandoff => Escalation is { Revision: 0 };

    /// <summary>What to send to channels that do not read the store themselves.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    /// <summary>Write nothing if there are messages after <see cref="UpToPosition"/>: the turn can still include them.</summary>
    public bool OnlyIfNothingNew { get; init; }

    /// <summary>Set when the turn is given up: the messages are kept as a dead letter under this reason.</summary>
    public string? DeadLetterReason { get; init; }

    /// <summary>
    /// The question, where the articles had no answer to it; else null. It is kept under the customer whose conversation it is by then,
    /// stays with them, and goes with them.
    /// </summary>
    public KnowledgeGap? Gap { get; init; }

    /// <summary>A message that this turn covers, for the history; the store assigns its sequence number.</summary>
    public Message ToMessage(PendingMessage covered) =>
        covered.ToMessage() with
        {
            TurnId = Reply.TurnId,
            Sentiment = Moods.TryGetValue(covered.Id, out var mood) ? mood : null,
        };
}
