using System.Text.Json.Nodes;
using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Conversations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Sending;

/// <summary>
/// The internal note for the people who take a ticket over: why, and what has happened so far. It opens the ticket for their group, with
/// the hand-off's priority and tags. Once for each time that the hand-off is passed on.
/// </summary>
internal sealed class HandoffNote(
    ZendeskTickets tickets,
    TicketGroups groups,
    IOptions<ZendeskOptions> options,
    ILogger<HandoffNote> logger
)
{
    /// <summary>In place of a tag: none is wanted.</summary>
    public const string NoTag = "none";

    private const int MaxConflicts = 4;
    private static readonly string[] Priorities = ["low", "normal", "high", "urgent"];

    /// <param name="ticketId">Where the customer wrote.</param>
    /// <param name="handoff">What it is about.</param>
    /// <param name="customer">Whose it is: the ticket may have another requester by now.</param>
    /// <param name="cancellationToken">Cancels waiting for the answer.</param>
    /// <exception cref="ZendeskException">It may have been written: the next attempt looks.</exception>
    public async Task WriteAsync(long ticketId, EscalationTicket handoff, string customer, CancellationToken cancellationToken)
    {
        var mark = $"{handoff.Id}/{handoff.TimesPassedOn}";
        for (var conflicts = 0; ; conflicts++)
        {
            var ticket = await tickets.ReadAsync(ticketId, cancellationToken);
            if (ticket.IsClosed) return;
            var comments = await tickets.ReadCommentsAsync(ticketId, cancellationToken);
            if (comments.Any(comment => comment.Handoff == mark)) return;
            try
            {
                await WriteAsync(ticket, handoff, Note(ticket, handoff, customer, mark), cancellationToken);
                await TagAsync(ticket, handoff, cancellationToken);
                return;
            }
            catch (ZendeskException e) when (e.IsConflict && conflicts < MaxConflicts) { }
        }
    }

    // An account's own rules may forbid a value: the people get the note nevertheless.
    private async Task WriteAsync(ZendeskTicket ticket, EscalationTicket handoff, JsonObject note, CancellationToken cancellationToken)
    {
        var change = (JsonObject)note.DeepClone();
        change["status"] = "open";
        if (Raised(ticket.Priority, handoff.Priority) is { } priority) change["priority"] = priority;
        if (groups.Of(handoff.Team) is { } group) change["group_id"] = group;
        try
        {
            await tickets.UpdateAsync(ticket, change, cancellationToken);
        }
        catch (ZendeskException e) when (e.IsInvalid)
        {
            logger.LogWarning("Ticket {Ticket} refuses the hand-off's status, priority or group: {Error}", ticket.Id, e.Message);
            await tickets.UpdateAsync(ticket, note, cancellationToken);
        }
    }

    private static JsonObject Note(ZendeskTicket ticket, EscalationTicket handoff, string customer, string mark) =>
        new()
        {
            ["comment"] = new JsonObject { ["body"] = Text(ticket, handoff, customer), ["public"] = false },
            ["metadata"] = new JsonObject { [ZendeskComment.HandoffMark] = mark },
        };

    private static string Text(ZendeskTicket ticket, EscalationTicket handoff, string customer)
    {
        var place = $"Team: {handoff.Team}. Priority: {handoff.Priority.ToWireName()}.";
        var isFormer = ZendeskIds.IsFormer(customer, ticket.RequesterId);
        var what =
            handoff.TimesPassedOn > 0 ? $"Nobody has taken this ticket yet. {place}"
            : isFormer ? $"The AI agent hands over what the former requester of this ticket wrote. {place}\n\n{handoff.Summary}"
            : $"The AI agent hands this ticket over. {place}\n\n{handoff.Summary}";
        return isFormer
                ? $"{what}\n\nThe ticket has another requester by now, and a public reply goes to that one. "
                    + $"This is about the former one, user {ZendeskIds.Name(customer)}: answer them in a ticket of their own."
            : handoff.TimesPassedOn > 0 ? what
            : $"{what}\n\nAnswer the customer with a public reply and the agent stays silent; solve the ticket and it answers again.";
    }

    /// <summary>The hand-off's priority where it is higher than the ticket's; null to leave it.</summary>
    private static string? Raised(string? now, EscalationPriority wanted) =>
        (int)wanted > Array.IndexOf(Priorities, now) ? Priorities[(int)wanted] : null;

    private async Task TagAsync(ZendeskTicket ticket, EscalationTicket handoff, CancellationToken cancellationToken)
    {
        var tag = options.Value.HandoffTag;
        if (tag == NoTag) return;
        try
        {
            await tickets.AddTagsAsync(ticket.Id, [tag, $"{tag}_{handoff.Reason.ToWireName()}"], cancellationToken);
        }
        catch (ZendeskException e)
        {
            logger.LogWarning("Ticket {Ticket} did not get the tags of its hand-off: {Error}", ticket.Id, e.Message);
        }
    }
}
