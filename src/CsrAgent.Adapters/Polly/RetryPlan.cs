using CsrAgent.Answering.Model;

namespace CsrAgent.Adapters.Polly;

/// <summary>Decides what follows a fault within one call: the same model after a wait, the next model, or giving up.</summary>
/// <param name="models">The number of models.</param>
/// <param name="random">0..1; jitter, which spreads the waits of calls that failed together.</param>
internal sealed class RetryPlan(int models, ModelResilienceOptions options, TimeProvider time, Func<double> random)
{
    // An attempt with less time than this left costs the provider work for nothing.
    private static readonly TimeSpan Worthwhile = TimeSpan.FromMilliseconds(100);

    private readonly long _start = time.GetTimestamp();
    private int _retries;

    /// <summary>The index of the model to call next.</summary>
    public int Model { get; private set; }

    private bool HasNextModel => Model + 1 < models;

    /// <summary>The wait before <see cref="Model"/> is called; null when the fault is final.</summary>
    public TimeSpan? After(ModelException fault) =>
        fault.Fault switch
        {
            ModelFault.Transient or ModelFault.Timeout => Retry(BackOff()) ?? NextModel(),
            ModelFault.RateLimited => WaitAsAdvised(fault.RetryAfter) ?? NextModel(),
            ModelFault.Overloaded => NextModel() ?? Retry(fault.RetryAfter is { } advised && advised > BackOff() ? advised : BackOff()),
            ModelFault.NoSuchModel or ModelFault.Unavailable => NextModel(),
            _ => null,
        };

    /// <summary>
    /// A model declined. It would again, but another one usually does not. False when there is none: then the refusal stands.
    /// </summary>
    public bool AfterRefusal() => NextModel() is not null;

    private TimeSpan? WaitAsAdvised(TimeSpan? retryAfter) =>
        retryAfter switch
        {
            { } advised when advised > options.MaxRetryAfter => null,
            { } advised => Retry(advised),
            null => HasNextModel ? null : Retry(BackOff()),
        };

    private TimeSpan? Retry(TimeSpan wait)
    {
        if (_retries >= options.MaxRetries || !HasTimeAfter(wait)) return null;
        _retries++;
        return wait;
    }

    private TimeSpan? NextModel()
    {
        if (!HasNextModel || !HasTimeAfter(TimeSpan.Zero)) return null;
        Model++;
        _retries = 0;
        return TimeSpan.Zero;
    }

    private TimeSpan BackOff() => options.RetryDelay * Math.Pow(2, _retries) * (1 - (random() / 2));

    private bool HasTimeAfter(TimeSpan wait) => time.GetElapsedTime(_start) + wait + Worthwhile <= options.CallTimeout;
}
