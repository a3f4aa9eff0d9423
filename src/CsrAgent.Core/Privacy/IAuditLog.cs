namespace CsrAgent.Privacy;

/// <summary>Who did what, append-only: the store itself refuses changes and removals. Safe to call from many threads.</summary>
public interface IAuditLog
{
    /// <summary>Durable when it returns.</summary>
    Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Newest first, below number <paramref name="before"/> (null: from the newest).</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken);
}

/// <param name="Number">Given by the store; 0 before.</param>
/// <param name="Actor">The admin, a support agent's name, or <c>system</c>.</param>
/// <param name="Action">Lower-case and dotted, such as <c>customer.erase</c>.</param>
/// <param name="Subject">What it was done to: ids only. A customer who was erased appears by a keyed hash.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, string Actor, string Action, string Subject, string? Details);
