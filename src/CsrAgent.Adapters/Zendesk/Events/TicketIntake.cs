using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Admission;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>
/// Decides whose words a comment is: the requester's are answered; a person's make the ticket theirs; the agent's own, those of others on
/// copy, and notes are left alone. Everything is recognized when it comes again, so it may come as often as it likes.
/// </summary>
/// <remarks>Six constructor parameters: what is read, whose it is, where it goes, and the one setting.</remarks>
internal sealed class TicketIntake(
    ZendeskTickets tickets,
    OwnUser self,
    CustomerComments customers,
    StaffComments staff,
    IOptions<ZendeskOptions> options
)
{
    /// <summary>
    /// What became of the customer's words, durably; null if there were none. Throws if it could not be found out: what was asked for
    /// should be asked again.
    /// </summary>
    public async Task<AdmissionOutcome?> TakeAsync(ZendeskNotice notice, CancellationToken cancellationToken)
    {
        if (notice.TicketId is not { } number || !ZendeskIds.IsTicket(number)) return null;
        switch (notice)
        {
            case ZendeskNotice.Commented { Comment.IsPublic: false }:
                return null;
            case ZendeskNotice.Commented { Ticket: var ticket, Comment: var comment }:
                return await TakeAsync(ticket, comment, cancellationToken);
            case ZendeskNotice.Touched:
                return await ReadAsync(number, cancellationToken);
            case ZendeskNotice.StatusChanged { Ticket: var ticket }:
                await staff.SettleAsync(ticket, cancellationToken);
                return null;
            case ZendeskNotice.Gone { Ticket: var ticket }:
                await staff.EndAsync(ticket, cancellationToken);
                return null;
            default:
                return null;
        }
    }

    /// <summary>What stands unanswered on a ticket, whether or not a webhook reported it.</summary>
    public async Task<AdmissionOutcome?> ReadAsync(ZendeskTicket ticket, CancellationToken cancellationToken)
    {
        if (ticket.RequesterId is not { } requester) return null;
        var own = await self.ReadAsync(cancellationToken);
        var all = await tickets.ReadCommentsAsync(ticket.Id, cancellationToken);
        var spoken = all.Where(comment => comment.IsPublic).ToList();
        var unanswered = spoken.AsEnumerable().Reverse().TakeWhile(comment => !IsAnswer(comment)).Reverse().ToList();
        var last = spoken.Count == unanswered.Count ? null : spoken[^(unanswered.Count + 1)];
        var isByPerson = last is not null && !last.IsOwn(own);
        if (isByPerson) await staff.TakeOverAsync(ticket, last!, cancellationToken);
        var isPersons = isByPerson || IsAssigned(ticket, own);
        var words = unanswered.Where(comment => comment.AuthorId == requester && !comment.IsOwn(own)).ToList();
        return await AdmitAsync(ticket, words, isPersons, cancellationToken);

        bool IsAnswer(ZendeskComment comment) => comment.IsOwn(own) || comment.IsByPerson(requester, own);
    }

    private async Task<AdmissionOutcome?> ReadAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(await tickets.ReadAsync(id, cancellationToken), cancellationToken);
        }
        catch (ZendeskException e) when (e.IsNotFound)
        {
            // It was deleted in the meantime, or never was: nobody waits for an answer.
            return null;
        }
    }

    // An event of a customer's comment has all that is needed, and Zendesk waits for the answer.
    private async Task<AdmissionOutcome?> TakeAsync(ZendeskTicket ticket, ZendeskComment comment, CancellationToken cancellationToken)
    {
        if (comment.IsStaff is not false)
        {
            return await ReadAsync(ticket.Id, cancellationToken);
        }
        if (comment.AuthorId != ticket.RequesterId) return null;
        var isPersons =
            !options.Value.AnswerAssigned
            && ticket.AssigneeId is not null
            && IsAssigned(ticket, await self.ReadAsync(cancellationToken));
        return await AdmitAsync(ticket, [comment], isPersons, cancellationToken);
    }

    /// <summary>The outcome of the last, or the first that has to be repeated.</summary>
    private async Task<AdmissionOutcome?> AdmitAsync(
        ZendeskTicket ticket,
        IReadOnlyList<ZendeskComment> comments,
        bool isPersons,
        CancellationToken cancellationToken
    )
    {
        AdmissionOutcome? outcome = null;
        foreach (var comment in comments)
        {
            outcome = await customers.AdmitAsync(ticket, comment, isPersons, cancellationToken);
            if (CustomerComments.IsToBeRepeated(outcome)) return outcome;
        }
        return outcome;
    }

    private bool IsAssigned(ZendeskTicket ticket, long? own) =>
        !options.Value.AnswerAssigned && ticket.AssigneeId is { } assignee && assignee != own;
}
