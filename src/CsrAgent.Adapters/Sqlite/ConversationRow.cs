using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Sqlite;

/// <summary>A conversation's row beside what the domain sees of it.</summary>
internal sealed record ConversationRow(long Key, Conversation Conversation, long LastSequence, long Fence, int Attempts);
