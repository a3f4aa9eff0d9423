using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using CsrAgent.Privacy;
using CsrAgent.Privacy.Audit;

namespace CsrAgent.Host.Admin;

/// <summary>Who did what, and whether that is still as it was written.</summary>
internal static class AuditEndpoints
{
    public static RouteGroupBuilder MapAudit(this RouteGroupBuilder admin)
    {
        admin
            .MapGet("audit", ListAsync)
            .WithName("readAuditLog")
            .WithSummary("The audit log, newest first")
            .Produces<AuditBody>()
            .ProducesProblems(400, 401);
        admin
            .MapGet("audit/verification", VerifyAsync)
            .WithName("verifyAuditLog")
            .WithSummary("Whether the audit log is as it was written")
            .Produces<AuditVerificationBody>()
            .ProducesProblems(400, 401);
        return admin;
    }

    private static async Task<IResult> ListAsync(IAuditLog audit, CancellationToken cancellationToken, long? before = null, int limit = 100)
    {
        if (limit is < 1 or > 500) return Problem.Invalid("limit", "limit must be a whole number from 1 to 500.");
        var entries = await audit.ReadAsync(before, limit, cancellationToken);
        return TypedResults.Ok(
            new AuditBody([.. entries.Select(e => new AuditEntryBody(e.Number, e.At, e.Actor, e.Action, e.Subject, e.Details, e.Hash))])
        );
    }

    private static async Task<IResult> VerifyAsync(
        AuditVerifier verifier,
        InstanceSecret secret,
        CancellationToken cancellationToken,
        string? since = null
    )
    {
        var head = since is null ? null : AuditHead.TryParse(since);
        return since is not null && head is null
            ? Problem.Invalid("since", "since must be the head of an earlier verification, such as 913:1f0ab93c.9d2e...")
            : TypedResults.Ok(AuditVerificationBody.From(await verifier.VerifyAsync(head, cancellationToken), secret.IsStored));
    }
}

internal sealed record AuditBody(IReadOnlyList<AuditEntryBody> Entries);

internal sealed record AuditEntryBody(
    long Number,
    DateTimeOffset At,
    string Actor,
    string Action,
    string Subject,
    string? Details,
    string? Hash
);

/// <param name="Result"><c>intact</c>, <c>broken</c>, or <c>other_key</c> where some entries need another SECRET_KEY to be checked.</param>
/// <param name="Entries">All of them; with <c>since</c>, those that came after it, where it is in the log as it was.</param>
/// <param name="NotChained">Entries of an earlier version, before the first chained one.</param>
/// <param name="Breaks">The first one first, a hundred at most.</param>
/// <param name="Head">For <c>since</c> of the next verification.</param>
/// <param name="KeyIsStored">Whether the key stands beside the entries, where who changes them can read it.</param>
internal sealed record AuditVerificationBody(
    string Result,
    long Entries,
    long Chained,
    long NotChained,
    IReadOnlyDictionary<string, long> OtherKeys,
    IReadOnlyList<AuditBreakBody> Breaks,
    string? Head,
    bool KeyIsStored
)
{
    public const string Intact = "intact";
    public const string Broken = "broken";
    public const string OtherKey = "other_key";

    public static AuditVerificationBody From(AuditVerification found, bool keyIsStored) =>
        new(
            found.Breaks.Count > 0 ? Broken
                : found.OtherKeys.Count > 0 ? OtherKey
                : Intact,
            found.Entries,
            found.Chained,
            found.NotChained,
            found.OtherKeys,
            [.. found.Breaks.Select(b => new AuditBreakBody(b.Kind.ToWireName(), b.Number, b.Through))],
            found.Head?.ToString(),
            keyIsStored
        );
}

/// <param name="Problem"><c>changed</c>, <c>missing</c>, <c>not_chained</c> or <c>replaced</c>.</param>
internal sealed record AuditBreakBody(string Problem, long Number, long Through);
