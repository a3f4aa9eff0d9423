namespace CsrAgent.Privacy.Audit;

/// <summary>What verifying the audit log has found.</summary>
/// <param name="Entries">How many there are; after an earlier head, how many came since.</param>
/// <param name="Chained">How many of them are as they were written, checked with the key.</param>
/// <param name="NotChained">How many an earlier version wrote before the first chained one: nothing can be said of these.</param>
/// <param name="OtherKeys">
/// The keys of other secrets, and how many entries name each: only with that secret can be told whether they are as they were written.
/// </param>
/// <param name="Breaks">The lowest number first; no more than a hundred of them.</param>
/// <param name="Head">
/// The newest entry, for the next verification; null where it is not chained with this key, unless it is the earlier head itself.
/// </param>
public sealed record AuditVerification(
    long Entries,
    long Chained,
    long NotChained,
    IReadOnlyDictionary<string, long> OtherKeys,
    IReadOnlyList<AuditBreak> Breaks,
    AuditHead? Head
);
