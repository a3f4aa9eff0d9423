using System.IO.Hashing;
using System.Text;
using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Memory;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>How far ended conversations have been read, in the embedded database. One process has it, so that nobody has to wait.</summary>
internal sealed class SqliteMemoryProgress(SqliteDatabase database, TimeProvider time) : IMemoryProgress
{
    /// <summary>Longer than a conversation that has been read can be continued in practice.</summary>
    private static readonly TimeSpan ReadsKept = TimeSpan.FromDays(400);

    public Task<MemoryPosition?> TakeAsync(string holder, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return database.WriteAsync(
            db =>
            {
                db.Execute(
                    "INSERT INTO memory_position (n, at, conversation) VALUES (1, @now, '') ON CONFLICT (n) DO NOTHING",
                    ("@now", now)
                );
                return db.First(
                    "SELECT at, conversation FROM memory_position WHERE n = 1",
                    r => new MemoryPosition(new ConversationCursor(SqliteRows.Time(r.GetInt64(0)), new(r.GetString(1))), holder)
                );
            },
            cancellationToken
        );
    }

    public Task<long> ReadThroughAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(db =>
                db.Number("SELECT through FROM memory_reads WHERE conversation_hash = @hash", ("@hash", Hash(conversation)))
            )
        );
    }

    public Task<bool> DoneAsync(MemoryPosition position, Conversation conversation, long through, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            db =>
            {
                db.Execute("DELETE FROM memory_reads WHERE at < @old", ("@old", (now - ReadsKept).ToUnixTimeMilliseconds()));
                db.Execute(
                    "INSERT INTO memory_reads (conversation_hash, through, at) VALUES (@hash, @through, @now) "
                        + "ON CONFLICT (conversation_hash) DO UPDATE SET through = excluded.through, at = excluded.at",
                    ("@hash", Hash(conversation)),
                    ("@through", through),
                    ("@now", now.ToUnixTimeMilliseconds())
                );
                return db.Execute(
                        "UPDATE memory_position SET at = @at, conversation = @id WHERE n = 1",
                        ("@at", conversation.UpdatedAt.ToUnixTimeMilliseconds()),
                        ("@id", conversation.Id.Value)
                    ) > 0;
            },
            cancellationToken
        );
    }

    public Task ClearAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.Execute("DELETE FROM memory_position WHERE n = 1"), cancellationToken);

    /// <summary>Of this life of its: one that was erased and begins again has not been read.</summary>
    private static long Hash(Conversation conversation) =>
        (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{conversation.Id.Value}\0{conversation.Incarnation}"));
}
