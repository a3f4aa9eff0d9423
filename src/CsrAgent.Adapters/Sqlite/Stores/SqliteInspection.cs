using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>The embedded database, which one process owns.</summary>
internal sealed class SqliteInspection(SqliteDatabase database) : IStoreInspection
{
    public Task<StoreFacts> InspectAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(db => new StoreFacts(
                "sqlite",
                db.Number("PRAGMA user_version"),
                db.Number("SELECT COUNT(DISTINCT conversation) FROM outbox WHERE state = 0"),
                [$"{Environment.MachineName}-{Environment.ProcessId}"]
            ))
        );
    }
}
