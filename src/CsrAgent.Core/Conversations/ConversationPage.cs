namespace CsrAgent.Conversations;

/// <summary>One page of a conversation's history.</summary>
/// <param name="Next">Pass as <c>after</c> to read on; null on the last page.</param>
public sealed record ConversationPage(Conversation Conversation, IReadOnlyList<Message> Messages, long? Next);
