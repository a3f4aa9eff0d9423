using System.Globalization;
using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Admission;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>Passes a requester's comments to admission.</summary>
internal sealed class CustomerComments(
    AdmissionGate admission,
    IConversationStore store,
    LoopBreaker breaker,
    ILogger<CustomerComments> logger
)
{
    private const int MaxRead = 100;

    /// <summary>Null if there was nothing to admit. Durable when it returns.</summary>
    /// <param name="ticket">With a requester.</param>
    /// <param name="comment">The requester's.</param>
    /// <param name="isPersons">A person has the ticket: if the agent has not begun to answer it, it is none of its business.</param>
    /// <param name="cancellationToken">Cancels before it is stored.</param>
    public async Task<AdmissionOutcome?> AdmitAsync(
        ZendeskTicket ticket,
        ZendeskComment comment,
        bool isPersons,
        CancellationToken cancellationToken
    )
    {
        var id = ZendeskIds.Conversation(ticket.Id, ticket.RequesterId!.Value);
        var page = await store.ReadAsync(id, -MaxRead, MaxRead, cancellationToken);
        if (page is null && isPersons) return null;
        var request = ToRequest(ticket, comment, id);
        if (request.Text.Length == 0) return null;
        if (page is not null && page.Messages.All(message => message.MessageKey != request.MessageKey))
        {
            await breaker.CheckAsync(page, cancellationToken);
        }
        var outcome = await admission.AdmitAsync(request, cancellationToken);
        if (outcome is AdmissionOutcome.Invalid { Field: var field })
        {
            logger.LogError("A comment on ticket {Ticket} was refused because of its {Field}; a person has to answer it", ticket.Id, field);
        }
        return outcome;
    }

    public static bool IsToBeRepeated(AdmissionOutcome? outcome) =>
        outcome is AdmissionOutcome.RateLimited or AdmissionOutcome.Decided { Outcome: AcceptOutcome.QueueFull };

    private static AdmissionRequest ToRequest(ZendeskTicket ticket, ZendeskComment comment, ConversationId id) =>
        new()
        {
            ConversationId = id,
            UserId = ZendeskIds.User(ticket.RequesterId!.Value),
            Channel = ZendeskChannel.ChannelName,
            IsFromChannel = true,
            HasChannelIds = true,
            SenderIsProven = false, // Tickets come by mail, whose sender can be forged, and go to all in copy.
            Text = CommentText.Of(ticket, comment),
            MessageKey = ZendeskIds.Key(ticket.Id, comment.Id),
            SentAt = comment.At,
            Metadata = MetadataOf(ticket, comment),
        };

    private static Dictionary<string, string> MetadataOf(ZendeskTicket ticket, ZendeskComment comment)
    {
        (string Key, string? Value)[] known =
        [
            ("ticket", ticket.Id.ToString(CultureInfo.InvariantCulture)),
            ("subject", ticket.Subject),
            ("name", comment.AuthorName),
            ("via", ticket.Via),
        ];
        return known
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Value))
            .ToDictionary(pair => pair.Key, pair => CommentText.Line(pair.Value!, AdmissionRules.MaxMetadataValue));
    }
}
