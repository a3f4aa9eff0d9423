using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Tests.Faults;
using Microsoft.Data.Sqlite;

namespace CsrAgent.Tests.Adapters.Sqlite.Database;

/// <summary>Many operations in one commit: each succeeds or fails for itself, unless the disk fails them all.</summary>
public sealed class GroupCommitWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly GroupCommitWriter _writer;

    public GroupCommitWriterTests()
    {
        _writer = new GroupCommitWriter(Open(), maxBatch: 100);
        using var session = Open();
        session.Execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
        session.Execute(
            "CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED, text TEXT)"
        );
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Enqueue_OneThatThrows_IsUndoneAloneAndItsBatchGoesOn()
    {
        var batch = InOneBatch(Insert(1), Throwing(2), Insert(3));

        await Task.WhenAll(batch[0], batch[2]);
        Assert.Equal("on purpose", (await Assert.ThrowsAsync<InvalidOperationException>(() => batch[1])).Message);
        Assert.Equal([1L, 3L], Ids());
    }

    [Fact]
    public async Task Enqueue_OneThatBreaksAConstraint_IsUndoneAlone()
    {
        var batch = InOneBatch(Insert(1), Insert(1), Insert(2));

        await Task.WhenAll(batch[0], batch[2]);
        await Assert.ThrowsAsync<SqliteException>(() => batch[1]);
        Assert.Equal([1L, 2L], Ids());
    }

    [Fact]
    public async Task Enqueue_OneThatOnlyTheCommitRefuses_FailsAlone()
    {
        // A deferred constraint is checked by COMMIT alone.
        var batch = InOneBatch(Insert(1), Insert(2, parent: 99), Insert(3));

        await Task.WhenAll(batch[0], batch[2]);
        await Assert.ThrowsAsync<SqliteException>(() => batch[1]);
        Assert.Equal([1L, 3L], Ids());
    }

    [Fact]
    public async Task Enqueue_WhileTheDiskIsFull_SaysSoAndRecovers()
    {
        await _writer.EnqueueAsync(Insert(1), Token);
        await _writer.EnqueueAsync(db => db.Execute("PRAGMA max_page_count = 1"), Token);

        var batch = InOneBatch(Insert(2, text: new string('x', 100_000)), Insert(3, text: new string('y', 100_000)));
        foreach (var operation in batch) Assert.Equal(13, (await Assert.ThrowsAsync<SqliteException>(() => operation)).SqliteErrorCode);

        await _writer.EnqueueAsync(db => db.Execute("PRAGMA max_page_count = 1000000"), Token);
        await _writer.EnqueueAsync(Insert(4, text: new string('z', 100_000)), Token);
        Assert.Equal([1L, 4L], Ids());
    }

    [Fact]
    public async Task Enqueue_TheTransactionIsGone_LosesNoneOfTheOthers()
    {
        // What SQLite does by itself on some I/O errors.
        Func<SqliteSession, int> vanishing = db =>
        {
            db.Execute("ROLLBACK");
            throw new IOException("the disk is gone");
        };
        var batch = InOneBatch(Insert(1), vanishing, Insert(3));

        await Task.WhenAll(batch[0], batch[2]);
        Assert.Equal("the disk is gone", (await Assert.ThrowsAsync<IOException>(() => batch[1])).Message);
        Assert.Equal([1L, 3L], Ids());
    }

    [Fact]
    public async Task Enqueue_AResult_IsThereOnlyWhenOthersCanSeeTheWrite()
    {
        for (var i = 1; i <= 50; i++)
        {
            await _writer.EnqueueAsync(Insert(i), Token);
            Assert.Equal(i, Ids().Count);
        }
    }

    [Fact]
    public async Task Enqueue_Cancelled_DoesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _writer.EnqueueAsync(Insert(1), new CancellationToken(canceled: true))
        );

        Assert.Empty(Ids());
    }

    [Fact]
    public async Task Dispose_WithWaitingOperations_FinishesThemAndRefusesMore()
    {
        var waiting = Enumerable.Range(1, 250).Select(i => _writer.EnqueueAsync(Insert(i), Token)).ToList();

        _writer.Dispose();

        await Task.WhenAll(waiting);
        Assert.Equal(250, Ids().Count);
        Assert.Contains(
            "stopping",
            (await Assert.ThrowsAsync<ObjectDisposedException>(() => _writer.EnqueueAsync(Insert(999), Token))).Message,
            StringComparison.Ordinal
        );
    }

    private static Func<SqliteSession, int> Insert(int id, int? parent = null, string? text = null) =>
        db =>
            db.Execute(
                "INSERT INTO child (id, parent, text) VALUES (@id, @parent, @text)",
                ("@id", id),
                ("@parent", parent),
                ("@text", text)
            );

    private static Func<SqliteSession, int> Throwing(int id) =>
        db =>
        {
            Insert(id)(db);
            throw new InvalidOperationException("on purpose");
        };

    /// <summary>Holds the writer up until all are queued, so that they share a transaction.</summary>
    private List<Task<int>> InOneBatch(params Func<SqliteSession, int>[] operations)
    {
        using var begun = new ManualResetEventSlim();
        using var queued = new ManualResetEventSlim();
        var blocker = _writer.EnqueueAsync(
            _ =>
            {
                begun.Set();
                return queued.Wait(TimeSpan.FromSeconds(10), Token);
            },
            Token
        );
        Assert.True(begun.Wait(TimeSpan.FromSeconds(10), Token));
        var batch = operations.Select(operation => _writer.EnqueueAsync(operation, Token)).ToList();
        queued.Set();
        Assert.True(blocker.Wait(TimeSpan.FromSeconds(10), Token));
        return batch;
    }

    private List<long> Ids()
    {
        using var session = Open();
        return session.Query("SELECT id FROM child ORDER BY id", r => r.GetInt64(0));
    }

    private SqliteSession Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "test.db")};Pooling=False");
        connection.Open();
        var session = new SqliteSession(connection);
        session.Execute("PRAGMA journal_mode = WAL");
        session.Execute("PRAGMA foreign_keys = ON");
        return session;
    }
}
