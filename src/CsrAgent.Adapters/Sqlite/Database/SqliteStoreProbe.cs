using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>Rewrites the schema version: one page, at the full cost of a commit.</summary>
internal sealed class SqliteStoreProbe(SqliteDatabase database) : IStoreProbe
{
    public Task WriteAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.Execute(SqliteSchema.KeepVersion), cancellationToken);
}
