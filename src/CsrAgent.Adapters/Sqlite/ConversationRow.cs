using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Sqlite;

/// <summary>A conversation with the columns of its row that the domain does not see.</summary>
/// <param name="WaitingSince">By the store's steady time; <see cref="long.MaxValue"/> when nothing waits.</param>
internal sealed record ConversationRow(long Key, Conversation Conversation, long LastSequence, long Fence, int Attempts, long WaitingSince);
