using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Privacy;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>
/// What people of the company do to a ticket: who writes to the customer has the conversation, and who solves it gives it back.
/// </summary>
internal sealed class StaffComments(HandoffTakeover takeover, IConversationStore store, Redactor redactor)
{
    private const string Nameless = "Zendesk";
    private const int MaxName = 128;

    /// <summary>A person has written to the customer. Nothing happens on a ticket that the agent has not answered.</summary>
    public async Task TakeOverAsync(ZendeskTicket ticket, ZendeskComment comment, CancellationToken cancellationToken)
    {
        var id = ZendeskIds.Conversation(ticket.Id, ticket.RequesterId!.Value);
        var name = redactor.Redact(CommentText.Line(comment.AuthorName ?? Nameless, MaxName)).Text;
        await takeover.TakeAsync(id, name, comment.Text, ZendeskIds.Key(ticket.Id, comment.Id), cancellationToken);
        await SettleAsync(ticket, cancellationToken);
    }

    /// <summary>Whoever has it has solved it: what the customer writes from now on is the agent's again.</summary>
    public async Task SettleAsync(ZendeskTicket ticket, CancellationToken cancellationToken)
    {
        if (!ticket.IsSettled || ticket.RequesterId is not { } requester) return;
        if (ticket.IsClosed) await EndAsync(ticket, cancellationToken);
        else await takeover.ReturnAsync(ZendeskIds.Conversation(ticket.Id, requester), cancellationToken);
    }

    /// <summary>Nobody will write on this ticket again.</summary>
    public Task EndAsync(ZendeskTicket ticket, CancellationToken cancellationToken) =>
        ticket.RequesterId is { } requester
            ? store.EndAsync(ZendeskIds.Conversation(ticket.Id, requester), cancellationToken)
            : Task.CompletedTask;
}
