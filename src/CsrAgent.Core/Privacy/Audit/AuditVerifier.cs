namespace CsrAgent.Privacy.Audit;

/// <summary>Reads the whole audit log, the newest entry first, and compares it with its chain.</summary>
public sealed class AuditVerifier(IAuditLog log, AuditChain chain)
{
    private const int PageSize = 500;

    /// <param name="since">
    /// What an earlier verification ended with: where it is in the log as it was, what is older is not looked at again. Where it is not,
    /// all is.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<AuditVerification> VerifyAsync(AuditHead? since, CancellationToken cancellationToken)
    {
        // Before the entries: one that is appended meanwhile is not missing.
        var walk = new AuditWalk(chain, since, await log.ReadLastNumberAsync(cancellationToken));
        long? before = null;
        while (!walk.IsOver)
        {
            var page = await log.ReadAsync(before, PageSize, cancellationToken);
            foreach (var entry in page) walk.Add(entry);
            if (page.Count < PageSize) break;
            before = page[^1].Number;
        }
        return walk.End();
    }
}
