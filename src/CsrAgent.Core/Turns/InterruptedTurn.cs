using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Turns;

/// <summary>What becomes of a turn that ended without a commit of its own, judged by the conversation as it is now. Pure.</summary>
internal static class InterruptedTurn
{
    /// <summary>The last message that the lease knows: what stands below it has come since.</summary>
    public static long KnownUpTo(TurnLease lease) =>
        lease.History.Select(message => message.Sequence).Append(lease.Conversation.ContextStart).Max();

    /// <summary>
    /// True if another attempt completes what this one has shown, or has done so. An owner in between sets the attempts to 0, so that the
    /// next one takes itself for the first and looks for nothing; also one who has given the conversation back already.
    /// </summary>
    /// <param name="lease">As it was taken.</param>
    /// <param name="now">What has come since; null if the conversation is gone.</param>
    public static bool IsCompletedByAnother(TurnLease lease, ConversationPage? now)
    {
        if (now is null || now.Conversation.Incarnation != lease.Conversation.Incarnation) return false;
        if (now.Messages.FirstOrDefault(message => message.Role != MessageRole.Customer) is { } first) return first.TurnId == lease.TurnId;
        return now.Conversation.Status == lease.Conversation.Status && now.Conversation.ContextStart == lease.Conversation.ContextStart;
    }
}
