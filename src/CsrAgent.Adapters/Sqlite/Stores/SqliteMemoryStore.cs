using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Memory;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>
/// Memories in the embedded database. Of one customer there are few, so that all of them are compared, and exactly. Text columns compare
/// byte by byte.
/// </summary>
internal sealed class SqliteMemoryStore(SqliteDatabase database, SqliteLog log, TimeProvider time) : IMemoryStore
{
    private const int MaxCompared = 1_000;

    /// <summary>Nobody remembers for as long as that from one conversation.</summary>
    private static readonly TimeSpan MarksKept = TimeSpan.FromDays(2);

    public Task<string> ReadMarkAsync(string userId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(db => ReadMark(db, userId)));
    }

    public Task<bool> RememberAsync(IReadOnlyList<CustomerMemory> memories, string mark, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
            {
                if (memories.Count == 0) return true;
                if (ReadMark(db, memories[0].Owner.UserId) != mark) return false;
                foreach (var memory in memories) Save(db, memory);
                return true;
            },
            cancellationToken
        );

    public Task<IReadOnlyList<CustomerMemory>> RecallAsync(MemoryOwner owner, MemoryQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var all = database.Read(db =>
            db.Query(
                "SELECT memory, model, vector FROM memories WHERE user_id = @user AND channel = @channel ORDER BY at DESC LIMIT @limit",
                r => r.GetJson(0, SqliteJson.Default.CustomerMemory) with { Vector = ReadVector(r) },
                ("@user", owner.UserId),
                ("@channel", owner.Channel),
                ("@limit", MaxCompared)
            )
        );
        return Task.FromResult(MemoryRanking.Top(all, query));
    }

    public Task<IReadOnlyList<CustomerMemory>> ListAsync(string userId, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var all = database.Read(db =>
            db.Query(
                "SELECT memory FROM memories WHERE user_id = @user",
                r => r.GetJson(0, SqliteJson.Default.CustomerMemory),
                ("@user", userId)
            )
        );
        return Task.FromResult<IReadOnlyList<CustomerMemory>>(
            [.. all.OrderByDescending(m => m.At).ThenBy(m => m.Id, StringComparer.Ordinal).Take(limit)]
        );
    }

    public async Task<int> ForgetAsync(MemoryFilter filter, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgotten = await database.WriteAsync(db => Forget(db, filter, now), cancellationToken);
        if (forgotten > 0 || filter.IsErasure) log.Empty();
        return forgotten;
    }

    private static string ReadMark(SqliteSession db, string userId) =>
        db.First("SELECT mark FROM memory_marks WHERE user_hash = @hash", r => r.GetString(0), ("@hash", Hash(userId))) ?? "";

    private static void Save(SqliteSession db, CustomerMemory memory) =>
        db.Execute(
            """
            INSERT INTO memories (id, user_id, channel, at, memory, model, vector)
            VALUES (@id, @user, @channel, @at, @memory, @model, @vector)
            ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id, channel = excluded.channel, at = excluded.at,
                memory = excluded.memory, model = excluded.model, vector = excluded.vector
            """,
            ("@id", memory.Id),
            ("@user", memory.Owner.UserId),
            ("@channel", memory.Owner.Channel),
            ("@at", memory.At.ToUnixTimeMilliseconds()),
            ("@memory", SqliteJson.Write(memory with { Vector = null })),
            ("@model", memory.Vector?.ModelId),
            ("@vector", WriteVector(memory.Vector))
        );

    private static int Forget(SqliteSession db, MemoryFilter filter, DateTimeOffset now)
    {
        if (filter.UserId is not { } user)
        {
            return filter.Before is { } old
                ? db.Execute("DELETE FROM memories WHERE at < @before", ("@before", old.ToUnixTimeMilliseconds()))
                : 0;
        }
        if (filter.IsErasure) ChangeMark(db, user, now);
        var before = filter.Before?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        if (filter.Ids is null)
        {
            return db.Execute("DELETE FROM memories WHERE user_id = @user AND at < @before", ("@user", user), ("@before", before));
        }
        return filter.Ids.Sum(id =>
            db.Execute(
                "DELETE FROM memories WHERE id = @id AND user_id = @user AND at < @before",
                ("@id", id),
                ("@user", user),
                ("@before", before)
            )
        );
    }

    private static void ChangeMark(SqliteSession db, string userId, DateTimeOffset now)
    {
        db.Execute("DELETE FROM memory_marks WHERE at < @old", ("@old", (now - MarksKept).ToUnixTimeMilliseconds()));
        db.Execute(
            "INSERT INTO memory_marks (user_hash, mark, at) VALUES (@hash, @mark, @now) "
                + "ON CONFLICT (user_hash) DO UPDATE SET mark = excluded.mark, at = excluded.at",
            ("@hash", Hash(userId)),
            ("@mark", Guid.CreateVersion7(now).ToString("N")),
            ("@now", now.ToUnixTimeMilliseconds())
        );
    }

    private static string? WriteVector(MemoryVector? vector) =>
        vector is null ? null : Convert.ToBase64String(MemoryMarshal.AsBytes<float>([.. vector.Values]));

    private static MemoryVector? ReadVector(SqliteRow row) =>
        row.GetStringOrNull(1) is { } model && row.GetStringOrNull(2) is { } vector
            ? new(model, MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(vector)).ToArray())
            : null;

    private static long Hash(string userId) => (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(userId));
}
