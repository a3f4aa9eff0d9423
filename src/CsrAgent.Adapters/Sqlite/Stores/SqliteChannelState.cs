using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Channels;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>The channels' own texts in the embedded database.</summary>
internal sealed class SqliteChannelState(SqliteDatabase database) : IChannelState
{
    public Task<ChannelState?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(db =>
                db.First(
                    "SELECT text, version FROM channel_state WHERE name = @name",
                    r => new ChannelState(r.GetString(0), r.GetInt64(1)),
                    ("@name", name)
                )
            )
        );
    }

    public Task<bool> WriteAsync(string name, string text, long version, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Execute(
                    """
                    INSERT INTO channel_state (name, text, version) SELECT @name, @text, @version + 1
                    WHERE @version = 0 OR EXISTS (SELECT 1 FROM channel_state WHERE name = @name)
                    ON CONFLICT (name) DO UPDATE SET text = excluded.text, version = excluded.version WHERE version = @version
                    """,
                    ("@name", name),
                    ("@text", text),
                    ("@version", version)
                ) > 0,
            cancellationToken
        );
}
