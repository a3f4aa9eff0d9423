using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace CsrAgent.Adapters.Sqlite;

/// <summary>
/// The one writer. Operations that wait while a transaction is on its way to disk go together into the next one, so that
/// durability costs one fsync per batch. Each operation runs in a savepoint of its own: one that throws is undone alone.
/// </summary>
internal sealed class GroupCommitWriter : IDisposable
{
    private readonly Channel<Operation> _waiting = Channel.CreateUnbounded<Operation>(new() { SingleReader = true });
    private readonly SqliteSession _session;
    private readonly int _maxBatch;
    private readonly Task _loop;

    public GroupCommitWriter(SqliteSession session, int maxBatch)
    {
        _session = session;
        _maxBatch = maxBatch;
        // A thread of its own: it blocks on the disk, which must not starve the pool that everything else runs on.
        _loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task<T> EnqueueAsync<T>(Func<SqliteSession, T> run, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        var operation = new Operation<T>(run);
        return _waiting.Writer.TryWrite(operation)
            ? operation.Completion
            : Task.FromException<T>(new ObjectDisposedException(nameof(GroupCommitWriter), "The store is closed; the server is stopping."));
    }

    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _loop.GetAwaiter().GetResult();
        _session.Dispose();
    }

    private void Run()
    {
        var batch = new List<Operation>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < _maxBatch && _waiting.Reader.TryRead(out var operation)) batch.Add(operation);
            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Operation> batch)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var operation in batch) RunInSavepoint(operation);
            _session.Execute("COMMIT");
        }
        // The edge of the writer: whatever the disk says goes to those who wait for this batch, and the next batch gets its try.
        catch (Exception e)
        {
            TryRollback();
            foreach (var operation in batch) operation.Fail(e);
        }

        foreach (var operation in batch) operation.Complete();
    }

    private void RunInSavepoint(Operation operation)
    {
        _session.Execute("SAVEPOINT operation");
        if (operation.Run(_session) is { } error) Undo(error);
        _session.Execute("RELEASE operation");
    }

    private void Undo(Exception error)
    {
        try
        {
            _session.Execute("ROLLBACK TO operation");
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // SQLite has undone the whole transaction (disk full, I/O error): the batch fails, and with the error that tells why.
            ExceptionDispatchInfo.Throw(error);
        }
    }

    private void TryRollback()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // SQLite has rolled back by itself (disk full, I/O error); the operations' waiters get the first error.
        }
    }

    private abstract class Operation
    {
        /// <summary>What it threw, which is also kept for its waiter; null when it went well.</summary>
        public abstract Exception? Run(SqliteSession session);

        public abstract void Fail(Exception e);

        public abstract void Complete();
    }

    private sealed class Operation<T>(Func<SqliteSession, T> run) : Operation
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _error;

        public Task<T> Completion => _done.Task;

        public override Exception? Run(SqliteSession session)
        {
            try
            {
                _result = run(session);
            }
            catch (Exception e) // The edge of one operation: its waiter gets the error, the batch goes on.
            {
                _error = e;
            }

            return _error;
        }

        public override void Fail(Exception e) => _error ??= e;

        public override void Complete()
        {
            if (_error is null) _done.TrySetResult(_result!);
            else _done.TrySetException(_error);
        }
    }
}
