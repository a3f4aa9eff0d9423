using System.Runtime.CompilerServices;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Polly;

/// <summary>Limits concurrent calls; the others wait for a slot.</summary>
internal sealed class ConcurrencyLimitChatClient(IChatClient innerClient, ModelResilienceOptions limits, TimeProvider time)
    : DelegatingChatClient(innerClient)
{
    private readonly SemaphoreSlim _places = new(limits.MaxConcurrency);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        await EnterAsync(cancellationToken);
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await EnterAsync(cancellationToken);
        try
        {
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken)) yield return update;
        }
        finally
        {
            _places.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _places.Dispose();
        base.Dispose(disposing);
    }

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (_places.Wait(0, cancellationToken)) return;
        using var countdown = new Countdown(limits.LimitWait, time, cancellationToken);
        try
        {
            await _places.WaitAsync(countdown.Token);
        }
        catch (OperationCanceledException e) when (countdown.RanOut)
        {
            throw new ModelException(
                ModelFault.Unavailable,
                $"No slot for another call to the model within {limits.LimitWait.TotalSeconds:0.#} s. Raise MODEL_CONCURRENCY "
                    + $"({limits.MaxConcurrency}) if the provider allows it.",
                inner: e
            );
        }
    }
}
