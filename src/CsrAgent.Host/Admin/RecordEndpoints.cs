using CsrAgent.Conversations.Feed;
using CsrAgent.Conversations.Marks;
using CsrAgent.Customers;
using CsrAgent.Host.Http;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Host.Admin;

/// <summary>Stored records: dead letters, and one customer's data.</summary>
internal static class RecordEndpoints
{
    public static RouteGroupBuilder MapRecords(this RouteGroupBuilder admin)
    {
        admin
            .MapGet("dead-letters", DeadLettersAsync)
            .WithName("listDeadLetters")
            .WithSummary("What was given up")
            .Produces<DeadLettersBody>()
            .ProducesProblems(400, 401);
        admin
            .MapPost("dead-letters/{id}/retry", RetryAsync)
            .Audited("dead_letter.retry")
            .WithName("retryDeadLetter")
            .WithSummary("Try again; the agent gets the conversation back")
            .Produces(202)
            .ProducesProblems(401, 404, 409);
        admin
            .MapGet("customers/{id}/export", ExportAsync)
            .WithName("exportCustomer")
            .WithSummary("All data of one customer")
            .Produces<ExportBody>()
            .ProducesProblems(401, 404);
        admin
            .MapDelete("customers/{id}", EraseAsync)
            .WithName("eraseCustomer")
            .WithSummary("Erase one customer everywhere")
            .Produces<ReceiptBody>()
            .ProducesProblems(401, 404);
        return admin;
    }

    private static async Task<IResult> DeadLettersAsync(IDeadLetters letters, CancellationToken cancellationToken, int limit = 100)
    {
        if (limit is < 1 or > 500) return Problem.Invalid("limit", "limit must be a whole number from 1 to 500.");
        var found = await letters.ListAsync(limit, cancellationToken);
        return TypedResults.Ok(
            new DeadLettersBody([
                .. found.Select(l => new DeadLetterBody(l.Id, l.ConversationId.Value, l.Kind.ToWireName(), l.Reason, l.Texts, l.At)),
            ])
        );
    }

    private static async Task<IResult> RetryAsync(string id, IDeadLetters letters, IReplyFeed feed, CancellationToken cancellationToken)
    {
        switch (await letters.RetryAsync(id, cancellationToken))
        {
            case DeadLetterRetry.Done done:
                await feed.PublishAsync(done.ConversationId, new ReplyEvent.StatusChanged(done.Status, null), CancellationToken.None);
                return TypedResults.Accepted((string?)null);
            case DeadLetterRetry.Claimed:
                return Problem.Conflict(
                    "claimed",
                    "A person has this conversation; try the dead letter again after they have returned or resolved it."
                );
            default:
                return Problem.NotFound("unknown_dead_letter", "There is no such dead letter; GET /api/v1/admin/dead-letters lists them.");
        }
    }

    private static async Task<IResult> ExportAsync(
        string id,
        CustomerRecords records,
        AiMarks marks,
        CancellationToken cancellationToken
    ) =>
        await records.ExportAsync(id, AdminGroup.Actor, cancellationToken) is { } export
            ? TypedResults.Ok(ExportBody.From(export, marks))
            : UnknownCustomer();

    private static async Task<IResult> EraseAsync(string id, CustomerRecords records, CancellationToken cancellationToken) =>
        await records.EraseAsync(id, AdminGroup.Actor, cancellationToken) is { } receipt
            ? TypedResults.Ok(ReceiptBody.From(receipt))
            : UnknownCustomer();

    private static IResult UnknownCustomer() =>
        Problem.NotFound(
            "unknown_customer",
            "Nothing is kept of a customer with this user_id: look at its spelling, and encode it (/ as %2F) in the address."
        );
}

internal sealed record DeadLettersBody(IReadOnlyList<DeadLetterBody> DeadLetters);

internal sealed record DeadLetterBody(
    string Id,
    string SessionId,
    string Kind,
    string Reason,
    IReadOnlyList<string> Texts,
    DateTimeOffset At
);

internal sealed record ExportBody(
    string UserId,
    DateTimeOffset At,
    IReadOnlyList<TranscriptBody> Conversations,
    IReadOnlyList<MemoryBody> Memories
)
{
    public static ExportBody From(CustomerExport export, AiMarks marks) =>
        new(
            export.UserId,
            export.At,
            [
                .. export.Conversations.Select(t => new TranscriptBody(
                    ConversationBody.From(t.Conversation),
                    [.. t.Messages.Select(m => m.ToBody(marks))],
                    [.. t.Handoffs.Select(TicketBody.From)]
                )),
            ],
            [.. export.Memories.Select(MemoryBody.From)]
        );
}

/// <param name="Escalations">The conversation's hand-offs, oldest first.</param>
internal sealed record TranscriptBody(
    ConversationBody Conversation,
    IReadOnlyList<MessageBody> Messages,
    IReadOnlyList<TicketBody> Escalations
);

/// <param name="Subject">The customer's keyed hash; their id is not stored.</param>
internal sealed record ReceiptBody(string Id, string Subject, DateTimeOffset At, int Conversations, int Messages, int Memories)
{
    public static ReceiptBody From(ErasureReceipt receipt) =>
        new(receipt.Id, receipt.Subject, receipt.At, receipt.Conversations, receipt.Messages, receipt.Memories);
}
