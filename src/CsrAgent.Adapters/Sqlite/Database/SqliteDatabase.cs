using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>
/// The database file of one process: WAL, synchronous FULL, one writer (<see cref="GroupCommitWriter"/>), many readers. The folder is
/// locked, so that leases left by a process that died can be cleared at once when the next one starts.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    // Result codes, https://www.sqlite.org/rescode.html
    private const int Corrupt = 11,
        Full = 13,
        NotADatabase = 26;

    // SQLITE_DBCONFIG_ENABLE_QPSG, https://www.sqlite.org/c3ref/c_dbconfig_defensive.html
    private const int StablePlans = 1007;

    private readonly string _connectionString;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly FileStream _lock;
    private readonly GroupCommitWriter _writer;
    private volatile bool _disposed;

    public SqliteDatabase(IOptions<SqliteOptions> options)
    {
        var folder = Path.GetFullPath(options.Value.DataDirectory);
        _lock = Lock(folder);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "csr-agent.db"),
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString();
        _writer = new GroupCommitWriter(OpenFirst(folder), options.Value.MaxBatch);
    }

    /// <summary>
    /// Runs an operation exclusively against the latest state. Completes when its effect is on disk; an exception rolls it back.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> operation, CancellationToken cancellationToken) =>
        _writer.EnqueueAsync(operation, cancellationToken);

    /// <summary>Runs a read on the caller's thread against the last committed state; rows come from memory or the page cache.</summary>
    public T Read<T>(Func<SqliteSession, T> operation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_readers.TryTake(out var session)) session = Open();
        try
        {
            session.Execute("BEGIN");
            try
            {
                return operation(session);
            }
            finally
            {
                session.Execute("COMMIT");
            }
        }
        finally
        {
            if (_disposed) session.Dispose();
            else _readers.Add(session);
        }
    }

    /// <summary>
    /// Empties the write-ahead log, so that what was deleted is nowhere on disk any more: in the file itself, secure_delete has overwritten
    /// it. Waits for nobody, since the writer would wait with it: false while somebody reads or writes.
    /// </summary>
    public bool TryEmptyLog()
    {
        using var session = Open();
        session.ExecuteScript("PRAGMA busy_timeout = 0");
        return session.Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _writer.Dispose();
        while (_readers.TryTake(out var session)) session.Dispose();
        _lock.Dispose();
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, "csr-agent.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CsrAgentException(
                $"DATA_DIR '{folder}' cannot be used: {e.Message} Stop the other server that uses it, or set DATA_DIR to a folder of this "
                    + "server's own that it may write to.",
                e
            );
        }
    }

    /// <summary>Reports an unusable file or a full disk in plain words, and releases the folder.</summary>
    private SqliteSession OpenFirst(string folder)
    {
        try
        {
            using (var untouched = new SqliteSession(Connect()))
                RefuseForeign(untouched);
            var session = Open();
            Prepare(session);
            session.ExecuteScript("PRAGMA wal_checkpoint(TRUNCATE)"); // What was erased before a crash.
            session.ExecuteScript("PRAGMA cache_size = -16000");
            return session;
        }
        catch (Exception e)
        {
            _lock.Dispose();
            if (e is SqliteException error) throw new CsrAgentException(Advice(error, Path.Combine(folder, "csr-agent.db")), error);
            throw;
        }
    }

    private static string Advice(SqliteException error, string file) =>
        error.SqliteErrorCode switch
        {
            NotADatabase or Corrupt =>
                $"'{file}' is damaged or not this server's database ({error.Message}). Restore it from a backup, or move it away to begin "
                    + "empty.",
            Full => $"The disk of DATA_DIR is full: '{file}' cannot be prepared. Free some space and start again.",
            _ => $"'{file}' cannot be opened ({error.Message}). Check that the folder and the files in it may be read and written, and "
                + "that the disk works.",
        };

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    private SqliteSession Open()
    {
        var connection = Connect();
        // A plan that depends on no bound value: otherwise each statement with LIMIT @n is parsed and planned anew whenever it is bound.
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_db_config(connection.Handle, StablePlans, 1, out _),
            connection.Handle
        );
        var session = new SqliteSession(connection);
        session.ExecuteScript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 10000; PRAGMA "
                + "temp_store = MEMORY; PRAGMA cache_size = -2000;"
        );
        return session;
    }

    private static void Prepare(SqliteSession session)
    {
        var version = session.Number("PRAGMA user_version");
        if (version > SqliteSchema.Version)
        {
            throw new CsrAgentException(
                $"The database in DATA_DIR was written by a newer version of the server (schema {version}, this server knows "
                    + $"{SqliteSchema.Version}). Start that version, or another DATA_DIR."
            );
        }
        if (version < SqliteSchema.Version)
        {
            session.Execute("BEGIN IMMEDIATE");
            foreach (var script in SqliteSchema.From(version)) session.ExecuteScript(script);
            session.Execute(SqliteSchema.KeepVersion);
            session.Execute("COMMIT");
        }

        // Nobody else is alive (the folder is locked): what was leased when the last process died is due now.
        // What was put off is due too: its times were of that process.
        session.Execute("UPDATE conversations SET lease_until = 0, due_at = 0 WHERE due_at IS NOT NULL");
        session.Execute("UPDATE outbox SET due_at = 0, fence = fence + 1 WHERE state = 0");
    }

    /// <summary>Another program's database must not be touched.</summary>
    private static void RefuseForeign(SqliteSession session)
    {
        var version = session.Number("PRAGMA user_version");
        var tables = session.Number("SELECT COUNT(*) FROM sqlite_master");
        var own = session.Number(
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN ('conversations', 'mailbox', 'turns')"
        );
        if (version == 0 ? tables > 0 : own < 3)
        {
            throw new CsrAgentException(
                "The file csr-agent.db in DATA_DIR is another program's database. Move it away, or set DATA_DIR to a folder of this "
                    + "server's own."
            );
        }
    }
}
