namespace CsrAgent.Privacy;

/// <summary>Records who did what, append-only: the store itself rejects updates and deletes. Safe to call from many threads.</summary>
public interface IAuditLog
{
    /// <summary>Durable when it returns.</summary>
    Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Newest first, below number <paramref name="before"/> (null: from the newest).</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken);
}
