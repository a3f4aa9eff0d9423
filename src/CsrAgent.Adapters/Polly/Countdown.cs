namespace CsrAgent.Adapters.Polly;

/// <summary>A token that is cancelled with the caller's token or by a timeout, and knows which.</summary>
internal sealed class Countdown : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    public Countdown(TimeSpan left, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _source = new(left, time);
        _registration = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>True when the timeout ended it, not the caller.</summary>
    public bool RanOut => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Reset(TimeSpan left) => _source.CancelAfter(left);

    public void Stop() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
