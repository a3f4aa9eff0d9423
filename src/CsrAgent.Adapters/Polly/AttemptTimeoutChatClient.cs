using System.Runtime.CompilerServices;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Polly;

/// <summary>
/// Limits the time of an attempt, and the silence within a stream. Only time spent waiting for the model counts: a slow reader does not cut
/// the answer short.
/// </summary>
internal sealed class AttemptTimeoutChatClient(IChatClient innerClient, ModelResilienceOptions limits, TimeProvider time)
    : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var countdown = new Countdown(limits.AttemptTimeout, time, cancellationToken);
        try
        {
            return await base.GetResponseAsync(messages, options, countdown.Token);
        }
        catch (OperationCanceledException e) when (countdown.RanOut)
        {
            throw TooLong(e);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var countdown = new Countdown(Timeout.InfiniteTimeSpan, time, cancellationToken);
        await using var updates = base.GetStreamingResponseAsync(messages, options, countdown.Token).GetAsyncEnumerator(countdown.Token);
        var left = limits.AttemptTimeout;
        var timeLeft = left;
        while (await MoveAsync(updates, countdown, timeLeft) is { } waited)
        {
            yield return updates.Current;
            left -= waited;
            timeLeft = left < limits.IdleTimeout ? left : limits.IdleTimeout;
        }
    }

    /// <summary>How long the next update took; null at the end of the stream.</summary>
    private async Task<TimeSpan?> MoveAsync(IAsyncEnumerator<ChatResponseUpdate> updates, Countdown countdown, TimeSpan timeLeft)
    {
        var start = time.GetTimestamp();
        countdown.Reset(timeLeft > TimeSpan.Zero ? timeLeft : TimeSpan.Zero);
        try
        {
            return await updates.MoveNextAsync() ? time.GetElapsedTime(start) : null;
        }
        catch (OperationCanceledException e) when (countdown.RanOut)
        {
            throw TooLong(e);
        }
        finally
        {
            countdown.Stop();
        }
    }

    private ModelException TooLong(Exception inner) =>
        new(
            ModelFault.Timeout,
            $"The model did not answer within {limits.AttemptTimeout.TotalSeconds:0.#} s, or was silent for "
                + $"{limits.IdleTimeout.TotalSeconds:0.#} s. "
                + "If it lasts, raise MODEL_ATTEMPT_TIMEOUT or MODEL_IDLE_TIMEOUT, or check the network to the provider.",
            inner: inner
        );
}
