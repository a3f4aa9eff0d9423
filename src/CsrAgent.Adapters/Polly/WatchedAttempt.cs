using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;

namespace CsrAgent.Adapters.Polly;

/// <summary>
/// A streamed attempt as the circuit breaker sees it: one action that lasts as long as the stream, so that a failure in the middle counts
/// too.
/// </summary>
/// <remarks>A pipeline runs one delegate, and a stream cannot be yielded from inside it: the delegate waits for the stream's outcome
/// instead.</remarks>
internal sealed class WatchedAttempt : IAsyncDisposable
{
    private readonly TaskCompletionSource _outcome = new();
    private readonly Task _watched;

    public WatchedAttempt(ResiliencePipeline circuit) =>
        _watched = circuit.ExecuteAsync(async (outcome, _) => await outcome, _outcome.Task, CancellationToken.None).AsTask();

    /// <summary>Set when the circuit is open.</summary>
    public BrokenCircuitException? Refused => _watched.Exception?.InnerException as BrokenCircuitException;

    public async Task<bool> WatchAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception e)
        {
            // Rethrows to the circuit breaker, which handles whatever it is.
            _outcome.TrySetException(e);
            throw;
        }
    }

    /// <summary>A stream that its reader abandons is not a failure of the model.</summary>
    public async ValueTask DisposeAsync()
    {
        _outcome.TrySetResult();
        await ((Task)_watched).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
