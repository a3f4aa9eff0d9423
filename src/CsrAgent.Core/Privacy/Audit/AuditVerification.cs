namespace CsrAgent.Privacy.Audit;

/// <summary>What verifying the audit log has found.</summary>
/// <param name="Entries">How many there are.</param>
/// <param name="Chained">How many of them are as they were written, checked with the key.</param>
/// <param name="NotChained">How many an earlier version wrote before the first chained one: nothing can be said of these.</param>
/// <param name="OtherKeys">The keys of other secrets, and how many entries each has chained: these need that secret.</param>
/// <param name="Breaks">The lowest number first; no more than a hundred of them.</param>
/// <param name="Head">The newest entry, for the next verification; null where it is not chained with this key.</param>
public sealed record AuditVerification(
    long Entries,
    long Chained,
    long NotChained,
    IReadOnlyDictionary<string, long> OtherKeys,
    IReadOnlyList<AuditBreak> Breaks,
    AuditHead? Head
);
