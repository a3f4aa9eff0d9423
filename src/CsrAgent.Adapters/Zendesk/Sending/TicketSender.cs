using System.Globalization;
using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Zendesk.Sending;

/// <summary>
/// Sends a delivery as a public comment that carries its id, and, where it tells of a hand-off, a note for the people behind it. Each is
/// written once: whoever repeats looks first.
/// </summary>
internal sealed class TicketSender(
    ZendeskTickets tickets,
    PersonsAnswer persons,
    TicketReply reply,
    HandoffNote note,
    IConversationStore store
) : IChannelSender
{
    /// <summary>Changes by others that may come between reading a ticket and writing to it, within one send.</summary>
    private const int MaxConflicts = 4;

    /// <summary>A tag alone makes no dead letter of an answer that the customer has.</summary>
    private const int MaxTagAttempts = 4;

    public async Task<string?> SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var delivery = entry.Delivery;
        var ticketId =
            ZendeskIds.TicketOf(delivery.ConversationId)
            ?? throw new DeliveryException($"{delivery.ConversationId} is no Zendesk ticket.", retryable: false);
        try
        {
            var conversation = (await store.ReadAsync(delivery.ConversationId, -1, 1, cancellationToken))?.Conversation;
            var comment = await WriteAsync(ticketId, entry, conversation, cancellationToken);
            if (conversation?.Escalation is { } handoff) await note.WriteAsync(ticketId, handoff, delivery.UserId, cancellationToken);
            return comment;
        }
        catch (ZendeskException e)
        {
            throw new DeliveryException(e.Message, e.IsRetryable, e.RetryAfter, e);
        }
    }

    private async Task<string?> WriteAsync(long id, OutboxEntry entry, Conversation? conversation, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            var ticket = await tickets.ReadAsync(id, cancellationToken);
            var comments = await tickets.ReadCommentsAsync(id, cancellationToken);
            var there = comments.FirstOrDefault(comment => comment.Delivery == entry.Delivery.Id);
            try
            {
                if (there is null && await IsNotForCustomerAsync(ticket, comments, entry.Delivery, cancellationToken))
                {
                    return await reply.KeepAsync(ticket, entry.Delivery, cancellationToken);
                }
                var comment = there is not null
                    ? there.Id.ToString(CultureInfo.InvariantCulture)
                    : await reply.WriteAsync(ticket, entry.Delivery, conversation, cancellationToken);
                await reply.TagAsync(ticket, isLast: entry.Attempt >= MaxTagAttempts, cancellationToken);
                return comment;
            }
            catch (ZendeskException e) when (e.IsConflict && conflicts < MaxConflicts)
            {
                // Whoever changed the ticket may have been this server, whose answer got lost: what is there now decides.
            }
            catch (ZendeskException e) when (e.IsInvalid && !ticket.IsClosed && conflicts < MaxConflicts)
            {
                // A ticket that was closed meanwhile takes nothing any more, and has to be read to know.
                if (!(await tickets.ReadAsync(id, cancellationToken)).IsClosed) throw;
            }
        }
    }

    /// <summary>
    /// Meanwhile a person has answered, or the ticket got another requester, who is not to read the former one's answer. It stays a note.
    /// </summary>
    private async Task<bool> IsNotForCustomerAsync(
        ZendeskTicket ticket,
        IReadOnlyList<ZendeskComment> comments,
        Delivery delivery,
        CancellationToken cancellationToken
    ) =>
        ZendeskIds.IsFormer(delivery.UserId, ticket.RequesterId)
        || await persons.TakeOverAsync(ticket, comments, delivery, cancellationToken);
}
