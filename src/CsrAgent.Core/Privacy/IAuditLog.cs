namespace CsrAgent.Privacy;

/// <summary>
/// Records who did what, append-only: the store itself rejects updates and deletes, and numbers the entries without gaps. Each entry gets
/// the hash of <see cref="Audit.AuditChain"/> in the step that appends it. Safe to call from many threads.
/// </summary>
public interface IAuditLog
{
    /// <summary>Durable when it returns.</summary>
    Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Newest first, below number <paramref name="before"/> (null: from the newest).</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken);

    /// <summary>The number assigned last, which the store counts apart from the entries; 0 before the first.</summary>
    Task<long> ReadLastNumberAsync(CancellationToken cancellationToken);
}
