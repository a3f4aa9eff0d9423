namespace CsrAgent.Conversations.Reporting;

public sealed record LiveCounts(long WaitingMessages, long ActiveConversations);
