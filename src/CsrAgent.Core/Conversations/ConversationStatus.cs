namespace CsrAgent.Conversations;

/// <summary>Who owns a conversation: <c>bot → waiting_for_human → human → bot | ended</c>.</summary>
public enum ConversationStatus
{
    Bot,
    WaitingForHuman,
    Human,
    Ended,
}
