using CsrAgent.Host.Http;
using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Host.Admin;

/// <summary>Where the articles come from: how each source stands, and confirming that one shrank.</summary>
internal static class SourceEndpoints
{
    public static RouteGroupBuilder MapSources(this RouteGroupBuilder admin)
    {
        var kb = admin.MapGroup("knowledge-base");
        kb.MapGet("status", Status)
            .WithName("readKnowledgeStatus")
            .WithSummary("How each source of articles stands")
            .Produces<KnowledgeStatusBody>()
            .ProducesProblems(401);
        kb.MapPost("sources/{name}/confirm", ConfirmAsync)
            .WithName("confirmSource")
            .Audited("knowledge.confirm")
            .WithSummary("Let the articles go that a source lost at once, and index it again")
            .Produces<ConfirmedBody>()
            .ProducesProblems(400, 401, 404, 409);
        return admin;
    }

    private static IResult Status(KnowledgeSync sync) =>
        TypedResults.Ok(new KnowledgeStatusBody(sync.IsBuilder, [.. sync.ReadStatus().Select(SourceBody.From)]));

    private static async Task<IResult> ConfirmAsync(
        string name,
        KnowledgeSync sync,
        IShrinkConfirmations confirmations,
        CancellationToken cancellationToken,
        int? left = null
    )
    {
        if (!sync.HasSource(name)) return Problem.NotFound("unknown_source", "There is no source with this name.");
        if (left < 0) return Problem.Invalid("left", "left must be a whole number from 0: so many articles are left of the source.");
        left ??= sync.ReadStatus().FirstOrDefault(source => source.Name == name)?.Shrinking?.Left;
        if (left is not { } articles)
        {
            return Problem.Conflict(
                "not_shrinking",
                "This process knows of no articles that the source lost at once. Where another one builds the index, say left=N."
            );
        }
        await confirmations.ConfirmAsync(name, articles, cancellationToken);
        var report = sync.IsBuilder ? SyncBody.From(await sync.RunAsync(cancellationToken)) : null;
        return TypedResults.Ok(new ConfirmedBody(name, articles, report));
    }
}

/// <param name="Syncs">Whether this process reads the sources; where many share an index another one may, and knows how they stand.</param>
internal sealed record KnowledgeStatusBody(bool Syncs, IReadOnlyList<SourceBody> Sources);

/// <param name="State"><c>ok</c>, <c>syncing</c>, <c>stale</c> or <c>fault</c>.</param>
/// <param name="Done">Of the sync that runs, or of the last one: entries that were looked at.</param>
/// <param name="Total">Out of how many.</param>
/// <param name="Articles">That the source holds; null before the first sync.</param>
/// <param name="Failed">Articles that could not be read or used on their own.</param>
/// <param name="LastSynced">When a sync last brought over all that the source holds.</param>
/// <param name="LastTried">When a sync last ended, well or not.</param>
/// <param name="Stale">Whether the last one that ended well is longer ago than KNOWLEDGE_STALE_AFTER.</param>
/// <param name="Fault">Why the last one did not bring over all.</param>
/// <param name="Shrinking">Articles that it lost at once, which wait for a confirmation.</param>
internal sealed record SourceBody(
    string Name,
    string State,
    int Done,
    int Total,
    int? Articles,
    int Failed,
    DateTimeOffset? LastSynced,
    DateTimeOffset? LastTried,
    bool Stale,
    string? Fault,
    ShrinkingBody? Shrinking
)
{
    public static SourceBody From(SourceStatus source) =>
        new(
            source.Name,
            source.IsSyncing ? "syncing"
                : source.Fault is not null ? "fault"
                : source.IsStale ? "stale"
                : "ok",
            source.Done,
            source.Total,
            source.Articles,
            source.Failed,
            source.LastSynced,
            source.LastTried,
            source.IsStale,
            source.Fault,
            source.Shrinking is { } shrinking ? new(shrinking.Vanished, shrinking.Indexed, shrinking.Left) : null
        );
}

/// <param name="Vanished">Articles that are gone from the source.</param>
/// <param name="Indexed">Out of how many.</param>
/// <param name="Left">The number to confirm.</param>
internal sealed record ShrinkingBody(int Vanished, int Indexed, int Left);

/// <param name="Left">So few articles may be left of the source for a day.</param>
/// <param name="Report">Of the sync that followed; null where another process does it.</param>
internal sealed record ConfirmedBody(string Source, int Left, SyncBody? Report);
