using CsrAgent.Customers;
using CsrAgent.Host.Http;
using CsrAgent.Memory;

namespace CsrAgent.Host.Admin;

/// <summary>What is remembered of a customer.</summary>
internal static class MemoryEndpoints
{
    private const int MaxMemoryId = 100;

    public static RouteGroupBuilder MapMemories(this RouteGroupBuilder admin)
    {
        var memories = admin.MapGroup("customers/{id}/memories");
        memories
            .MapGet("", ListAsync)
            .WithName("listMemories")
            .WithSummary("What is remembered of a customer, newest first")
            .Produces<MemoriesBody>()
            .ProducesProblems(401);
        memories
            .MapDelete("", DeleteAllAsync)
            .WithName("forgetCustomer")
            .WithSummary("Forget all that is remembered of a customer; conversations stay")
            .Produces<ForgottenBody>()
            .ProducesProblems(401, 404);
        memories
            .MapDelete("{memoryId}", DeleteAsync)
            .WithName("forgetMemory")
            .WithSummary("Forget one memory")
            .Produces(204)
            .ProducesProblems(401, 404);
        return admin;
    }

    private static async Task<IResult> ListAsync(string id, MemoryRecords records, CancellationToken cancellationToken) =>
        TypedResults.Ok(
            new MemoriesBody([.. (await records.ListAsync(id, AdminGroup.Actor, cancellationToken)).Select(MemoryBody.From)])
        );

    private static async Task<IResult> DeleteAllAsync(string id, MemoryRecords records, CancellationToken cancellationToken) =>
        await records.DeleteAsync(id, null, AdminGroup.Actor, cancellationToken) is > 0 and var deleted
            ? TypedResults.Ok(new ForgottenBody(deleted))
            : Problem.NotFound("unknown_customer", "Nothing is remembered of this customer: look at the spelling of the id.");

    private static async Task<IResult> DeleteAsync(
        string id,
        string memoryId,
        MemoryRecords records,
        CancellationToken cancellationToken
    ) =>
        memoryId.Length <= MaxMemoryId && await records.DeleteAsync(id, memoryId, AdminGroup.Actor, cancellationToken) > 0
            ? TypedResults.NoContent()
            : Problem.NotFound("unknown_memory", "This customer has no such memory; GET /api/v1/admin/customers/{id}/memories lists them.");
}

internal sealed record MemoriesBody(IReadOnlyList<MemoryBody> Memories);

/// <param name="Kind"><c>fact</c>, <c>preference</c> or <c>issue</c>.</param>
/// <param name="SessionId">The conversation that it comes from.</param>
/// <param name="At">When that conversation ended.</param>
internal sealed record MemoryBody(string Id, string Channel, string Kind, string Text, string SessionId, DateTimeOffset At)
{
    public static MemoryBody From(CustomerMemory memory) =>
        new(memory.Id, memory.Owner.Channel, memory.Kind.ToWireName(), memory.Text, memory.SessionId, memory.At);
}

/// <param name="Deleted">How many there were.</param>
internal sealed record ForgottenBody(int Deleted);
