using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Sending;

/// <summary>The public comment that a customer reads, and what it makes of the ticket.</summary>
internal sealed class TicketReply(
    ZendeskTickets tickets,
    IReplyRenderer renderer,
    IOptions<ZendeskOptions> options,
    ILogger<TicketReply> logger
)
{
    /// <summary>The comment's id. A conflict if somebody changed the ticket since it was read.</summary>
    public async Task<string?> WriteAsync(
        ZendeskTicket ticket,
        Delivery delivery,
        Conversation? conversation,
        CancellationToken cancellationToken
    )
    {
        if (ticket.IsMerged)
        {
            throw new ZendeskException($"Ticket {ticket.Id} was merged into another; a person has to answer there.", HttpStatusCode.Gone);
        }
        return ticket.IsClosed
            ? await FollowUpAsync(ticket, delivery, conversation, cancellationToken)
            : await UpdateAsync(ticket, delivery, StatusAfter(ticket.IsSettled, conversation), cancellationToken);
    }

    /// <summary>
    /// Writes what the customer is not to get as a note for the person who has answered instead; returns its id. What was meant for the
    /// former requester says so: nobody is to pass it on to the one of now.
    /// </summary>
    public Task<string?> KeepAsync(ZendeskTicket ticket, Delivery delivery, CancellationToken cancellationToken)
    {
        logger.LogInformation("Ticket {Ticket} became a person's or another customer's meanwhile: the answer stays a note", ticket.Id);
        return ticket.IsClosed
            ? Task.FromResult<string?>(null)
            : tickets.UpdateAsync(ticket, Comment(delivery, ForWhom(ticket, delivery), isPublic: false), cancellationToken);
    }

    private static string ForWhom(ZendeskTicket ticket, Delivery delivery) =>
        ZendeskIds.IsFormer(delivery.UserId, ticket.RequesterId)
            ? $"The ticket has another requester by now. To the former one, user {ZendeskIds.Name(delivery.UserId)}, the agent had written "
                + "what follows, and they have not got it:\n\n"
            : "";

    /// <summary>After the comment: a tag alone must not keep an answer from the customer.</summary>
    /// <param name="ticket">A closed one keeps its tags; its successor was created with them.</param>
    /// <param name="isLast">False to report a failure that another try may mend.</param>
    /// <param name="cancellationToken">Cancels waiting for the answer.</param>
    public async Task TagAsync(ZendeskTicket ticket, bool isLast, CancellationToken cancellationToken)
    {
        if (ticket.IsClosed || Tag is not { } tag || ticket.Tags.Contains(tag)) return;
        try
        {
            await tickets.AddTagsAsync(ticket.Id, [tag], cancellationToken);
        }
        catch (ZendeskException e) when (isLast || !e.IsRetryable)
        {
            logger.LogWarning("Ticket {Ticket} did not get the tag {Tag}: {Error}", ticket.Id, tag, e.Message);
        }
    }

    private string? Tag => options.Value.AnsweredTag is var tag && tag != HandoffNote.NoTag ? tag : null;

    private Task<string?> FollowUpAsync(
        ZendeskTicket ticket,
        Delivery delivery,
        Conversation? conversation,
        CancellationToken cancellationToken
    )
    {
        var next = Comment(delivery);
        if (Tag is { } tag) next["tags"] = new JsonArray(tag);
        if (StatusAfter(isSettled: false, conversation) is { } status) next["status"] = status;
        return tickets.FollowUpAsync(ticket, next, delivery.Id, cancellationToken);
    }

    // An account's own rules may forbid a status: the customer gets the answer nevertheless.
    private async Task<string?> UpdateAsync(ZendeskTicket ticket, Delivery delivery, string? status, CancellationToken cancellationToken)
    {
        var change = Comment(delivery);
        if (status is null) return await tickets.UpdateAsync(ticket, change, cancellationToken);
        change["status"] = status;
        try
        {
            return await tickets.UpdateAsync(ticket, change, cancellationToken);
        }
        catch (ZendeskException e) when (e.IsInvalid)
        {
            logger.LogWarning("Ticket {Ticket} cannot become {Status} and stays as it is: {Error}", ticket.Id, status, e.Message);
            return await tickets.UpdateAsync(ticket, Comment(delivery), cancellationToken);
        }
    }

    private JsonObject Comment(Delivery delivery, string above = "", bool isPublic = true) =>
        new()
        {
            ["comment"] = new JsonObject
            {
                ["html_body"] = renderer.Render(above + Text(delivery), ReplyFormat.Html),
                ["public"] = isPublic,
            },
            ["metadata"] = new JsonObject { [ZendeskComment.DeliveryMark] = delivery.Id },
        };

    private static string Text(Delivery delivery)
    {
        var links = delivery.FurtherArticles.Where(article => article.Url is not null).ToList();
        if (links.Count == 0) return delivery.Text;
        var text = new StringBuilder(delivery.Text).Append("\n\n");
        foreach (var article in links) text.Append(CultureInfo.InvariantCulture, $"- [{Label(article.Title)}](<{article.Url}>)\n");
        return text.ToString();
    }

    private static string Label(string title) =>
        title
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("[", "\\[", StringComparison.Ordinal)
            .Replace("]", "\\]", StringComparison.Ordinal);

    /// <summary>Null to leave it. What a person has solved in the meantime stays solved.</summary>
    private string? StatusAfter(bool isSettled, Conversation? conversation) =>
        isSettled ? null
        : conversation?.Status switch
        {
            ConversationStatus.WaitingForHuman => "open",
            ConversationStatus.Ended => "solved",
            _ => options.Value.AnsweredStatus == AnsweredStatus.Keep ? null : options.Value.AnsweredStatus.ToWireName(),
        };
}
