using System.Collections.Concurrent;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>
/// Threads of its own to embed on: those of the pool are few, and while one computes, a turn that only has to be moved on waits for it.
/// Work begins in the order in which it came. Safe to call from many threads.
/// </summary>
/// <param name="count">Of threads, which start with the first work.</param>
internal sealed class EncoderThreads(int count) : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private int _started;

    /// <summary>Work whose token is cancelled before it begins is left out.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) == 0) Start();
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() => Run(work, result, cancellationToken), cancellationToken);
        return result.Task;
    }

    /// <summary>Threads end when what was begun is done.</summary>
    public void Dispose() => _work.CompleteAdding();

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> result, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            result.SetResult(work());
        }
        catch (OperationCanceledException e)
        {
            result.SetCanceled(e.CancellationToken);
        }
        catch (Exception e) // Whatever it is, it belongs to whoever awaits the work.
        {
            result.SetException(e);
        }
    }

    private void Start()
    {
        for (var i = 0; i < count; i++)
        {
            var thread = new Thread(Loop)
            {
                IsBackground = true,
                Name = "Embedding",
                Priority = ThreadPriority.BelowNormal,
            };
            thread.Start();
        }
    }

    private void Loop()
    {
        foreach (var work in _work.GetConsumingEnumerable()) work();
    }
}
