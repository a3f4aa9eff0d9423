using CsrAgent.Conversations.Reporting;
using CsrAgent.Host.Configuration;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Admin;

/// <summary>What somebody needs to know who is asked for help: nothing of customers.</summary>
internal static class SupportEndpoints
{
    public static RouteGroupBuilder MapSupport(this RouteGroupBuilder admin)
    {
        admin
            .MapGet("support", ReadAsync)
            .WithName("readSupportFacts")
            .WithSummary("The server's version, its store and who shares it")
            .Produces<SupportBody>()
            .ProducesProblems(401);
        return admin;
    }

    private static async Task<IResult> ReadAsync(IStoreInspection store, CancellationToken cancellationToken)
    {
        var facts = await store.InspectAsync(cancellationToken);
        return TypedResults.Ok(
            new SupportBody(ServerVersion.Text, new(facts.Kind, facts.Schema, facts.ConversationsWithDeliveries, facts.Processes))
        );
    }
}

internal sealed record SupportBody(string Version, StoreFactsBody Store);

/// <param name="Schema">The version of the stored data.</param>
/// <param name="ConversationsWithDeliveries">Conversations with deliveries that their channel has not taken yet.</param>
/// <param name="Processes">Those that work with it now, by host and process id.</param>
internal sealed record StoreFactsBody(string Kind, long Schema, long ConversationsWithDeliveries, IReadOnlyList<string> Processes);
