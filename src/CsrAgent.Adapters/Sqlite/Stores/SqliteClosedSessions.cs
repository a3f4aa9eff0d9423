using System.IO.Hashing;
using System.Text;
using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Closed sessions in the embedded database, by a hash of their id, so that no customer data remains; in steady time.</summary>
internal sealed class SqliteClosedSessions(SqliteDatabase database, SqliteClock clock) : IClosedSessions
{
    public Task<DateTimeOffset> ReadTimeAsync(ConversationId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Where a session was closed before the machine's clock was set back, and this process started: a token from now on is a new one.
        var closed = database.Read(db => db.Number("SELECT at FROM closed_sessions WHERE id_hash = @hash", ("@hash", Hash(id))));
        return Task.FromResult(DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(clock.Steady, closed + 1)));
    }

    public Task CloseAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellationToken)
    {
        return database.WriteAsync(db => Close(db, ids, DateTimeOffset.FromUnixTimeMilliseconds(clock.Steady)), cancellationToken);
    }

    public Task<bool> WasClosedSinceAsync(ConversationId id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(db => WasClosedSince(db, id, since)));
    }

    public static bool WasClosedSince(SqliteSession db, ConversationId id, DateTimeOffset since) =>
        db.Number(
            "SELECT COUNT(*) FROM closed_sessions WHERE id_hash = @hash AND at >= @since",
            ("@hash", Hash(id)),
            ("@since", since.ToUnixTimeMilliseconds())
        ) > 0;

    private static int Close(SqliteSession db, IReadOnlyCollection<ConversationId> ids, DateTimeOffset now)
    {
        db.Execute("DELETE FROM closed_sessions WHERE at < @old", ("@old", (now - IClosedSessions.Remembered).ToUnixTimeMilliseconds()));
        return ids.Sum(id =>
            db.Execute(
                "INSERT INTO closed_sessions (id_hash, at) VALUES (@hash, @now) "
                    + "ON CONFLICT (id_hash) DO UPDATE SET at = MAX(at, excluded.at)",
                ("@hash", Hash(id)),
                ("@now", now.ToUnixTimeMilliseconds())
            )
        );
    }

    private static long Hash(ConversationId id) => (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(id.Value));
}
