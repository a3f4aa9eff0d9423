using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Privacy;
using CsrAgent.Privacy.Audit;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>The audit log in the embedded database; triggers reject updates and deletes.</summary>
internal sealed class SqliteAuditLog(SqliteDatabase database, AuditChain chain) : IAuditLog
{
    /// <summary>SQLite's own count for AUTOINCREMENT.</summary>
    private const string LastNumber = "SELECT seq FROM sqlite_sequence WHERE name = 'audit'";

    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        database.WriteAsync(db => Append(db, entry), cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<AuditEntry>>(
            database.Read(db =>
                db.Query(
                    "SELECT n, at, actor, action, subject, details, hash FROM audit WHERE n < @before ORDER BY n DESC LIMIT @limit",
                    r => new AuditEntry(
                        r.GetInt64(0),
                        SqliteRows.Time(r.GetInt64(1)),
                        r.GetString(2),
                        r.GetString(3),
                        r.GetString(4),
                        r.GetStringOrNull(5),
                        r.GetStringOrNull(6)
                    ),
                    ("@before", before ?? long.MaxValue),
                    ("@limit", limit)
                )
            )
        );
    }

    public Task<long> ReadLastNumberAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(db => db.Number(LastNumber)));
    }

    private int Append(SqliteSession db, AuditEntry entry)
    {
        var previous = db.First(
            "SELECT hash FROM audit WHERE hash IS NOT NULL ORDER BY n DESC LIMIT 1",
            static row => row.GetString(0)
        );
        var next = entry with { Number = db.Number(LastNumber) + 1 };
        return db.Execute(
            "INSERT INTO audit (n, at, actor, action, subject, details, hash) "
                + "VALUES (@n, @at, @actor, @action, @subject, @details, @hash)",
            ("@n", next.Number),
            ("@at", next.At.ToUnixTimeMilliseconds()),
            ("@actor", next.Actor),
            ("@action", next.Action),
            ("@subject", next.Subject),
            ("@details", next.Details),
            ("@hash", chain.HashOf(next, previous))
        );
    }
}
