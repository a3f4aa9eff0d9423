using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Adapters.Zendesk.Events;
using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Zendesk.Sending;

/// <summary>
/// Notices a person who has answered the customer while the agent wrote, or before its webhook came: the ticket is theirs, and two answers
/// would stand below each other.
/// </summary>
/// <param name="self">The agent's account.</param>
/// <param name="staff">Made when it is needed: a step of a hand-off needs the channels, of which this is a part.</param>
/// <param name="store">Which comments the conversation knows.</param>
internal sealed class PersonsAnswer(OwnUser self, Lazy<StaffComments> staff, IConversationStore store)
{
    private const int MaxRead = 100;

    /// <summary>
    /// Hands the conversation to the person, if it is not theirs yet. False if there is none, or the delivery brings a person's words.
    /// </summary>
    public async Task<bool> TakeOverAsync(
        ZendeskTicket ticket,
        IReadOnlyList<ZendeskComment> comments,
        Delivery delivery,
        CancellationToken cancellationToken
    )
    {
        if (ticket.RequesterId is not { } requester) return false;
        var own = await self.ReadAsync(cancellationToken);
        var spoken = comments.Where(comment => comment.IsPublic);
        // Before the agent's last answer they were noticed, or have solved the ticket since.
        var since = spoken.Reverse().TakeWhile(comment => !comment.IsOwn(own));
        var written = since.Where(comment => comment.IsByPerson(requester, own)).ToList();
        if (written.Count == 0) return false;
        var page = await store.ReadAsync(delivery.ConversationId, -MaxRead, MaxRead, cancellationToken);
        if (page?.Messages.Any(message => message.Role == MessageRole.Human && delivery.Carries(message)) == true) return false;
        var known = page?.Messages.Select(message => message.MessageKey).ToHashSet() ?? [];
        var unknown = written.Find(comment => !known.Contains(ZendeskIds.Key(ticket.Id, comment.Id)));
        if (unknown is null) return page?.Conversation.Status == ConversationStatus.Human;
        await staff.Value.TakeOverAsync(ticket, unknown, cancellationToken);
        return true;
    }
}
