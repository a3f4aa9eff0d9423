namespace CsrAgent.Conversations.Owners;

/// <summary>Whose conversations are. Safe to call from many threads.</summary>
public interface IConversationOwners
{
    /// <summary>
    /// Makes a conversation another customer's, durably: with all that was said and still waits. False, and nothing is changed, when it is
    /// not <paramref name="from"/>'s, or not there.
    /// </summary>
    Task<bool> AssignAsync(ConversationId id, string from, string to, CancellationToken cancellationToken);
}
