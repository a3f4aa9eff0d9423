using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Privacy;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>The audit log in the embedded database; triggers reject updates and deletes.</summary>
internal sealed class SqliteAuditLog(SqliteDatabase database) : IAuditLog
{
    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Execute(
                    "INSERT INTO audit (at, actor, action, subject, details) VALUES (@at, @actor, @action, @subject, @details)",
                    ("@at", entry.At.ToUnixTimeMilliseconds()),
                    ("@actor", entry.Actor),
                    ("@action", entry.Action),
                    ("@subject", entry.Subject),
                    ("@details", entry.Details)
                ),
            cancellationToken
        );

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<AuditEntry>>(
            database.Read(db =>
                db.Query(
                    "SELECT n, at, actor, action, subject, details FROM audit WHERE n < @before ORDER BY n DESC LIMIT @limit",
                    r => new AuditEntry(
                        r.GetInt64(0),
                        SqliteRows.Time(r.GetInt64(1)),
                        r.GetString(2),
                        r.GetString(3),
                        r.GetString(4),
                        r.GetStringOrNull(5)
                    ),
                    ("@before", before ?? long.MaxValue),
                    ("@limit", limit)
                )
            )
        );
    }
}
