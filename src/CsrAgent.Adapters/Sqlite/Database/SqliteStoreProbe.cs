using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>Writes the schema's version again: one page, with all that a commit costs.</summary>
internal sealed class SqliteStoreProbe(SqliteDatabase database) : IStoreProbe
{
    public Task WriteAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.Execute(SqliteSchema.KeepVersion), cancellationToken);
}
