using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Sqlite;

/// <summary>A conversation with the columns of its row that the domain does not see.</summary>
internal sealed record ConversationRow(long Key, Conversation Conversation, long LastSequence, long Fence, int Attempts);
