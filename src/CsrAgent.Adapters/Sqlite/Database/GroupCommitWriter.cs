using System.Threading.Channels;

namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>
/// The only writer. Operations that arrive while a transaction is being written to disk share the next one, so that durability costs one
/// fsync per batch. When an operation throws, the batch is rolled back and each of its operations runs again in its own transaction, so
/// that only the one that throws fails. Savepoints would avoid that rare repeat, but copy every page that an operation touches, every time.
/// </summary>
/// <remarks>No PeriodicLoop: a blocking thread that follows demand. Where it hangs, the store's own readiness check times out.</remarks>
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
        // A dedicated thread: it blocks on the disk, which must not starve the thread pool.
        _loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <param name="run">Changes nothing but the database, so that it may run twice.</param>
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
        if (!TryCommit(batch) && batch.Count > 1)
        {
            foreach (var operation in batch) TryCommit([operation]);
        }

        foreach (var operation in batch) operation.Complete();
    }

    private bool TryCommit(IReadOnlyList<Operation> batch)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var operation in batch) operation.Run(_session);
            _session.Execute("COMMIT");
            return true;
        }
        // Any error of an operation or the disk goes to the callers that wait for it, and the next batch is tried.
        catch (Exception e)
        {
            TryRollback();
            foreach (var operation in batch) operation.Fail(e);
            return false;
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
            // SQLite has already rolled back (disk full, I/O error); the callers get the first error.
        }
    }

    private abstract class Operation
    {
        public abstract void Run(SqliteSession session);

        /// <summary>The operation had no effect, unless it runs again.</summary>
        public abstract void Fail(Exception e);

        public abstract void Complete();
    }

    private sealed class Operation<T>(Func<SqliteSession, T> run) : Operation
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _error;

        public Task<T> Completion => _done.Task;

        public override void Run(SqliteSession session) => (_result, _error) = (run(session), null);

        public override void Fail(Exception e) => _error = e;

        public override void Complete()
        {
            if (_error is null) _done.TrySetResult(_result!);
            else _done.TrySetException(_error);
        }
    }
}
