using System.Runtime.CompilerServices;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;

namespace CsrAgent.Adapters.Polly;

/// <summary>Stops calling a model that keeps failing, then probes it with one attempt at a time until one succeeds.</summary>
internal sealed class CircuitBreakerChatClient(IChatClient innerClient, ResiliencePipeline circuit) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await circuit.ExecuteAsync(
                static (call, token) => new ValueTask<ChatResponse>(call.Model.AskAsync(call.Messages, call.Options, token)),
                (Model: this, Messages: messages, Options: options),
                cancellationToken
            );
        }
        catch (BrokenCircuitException e)
        {
            throw NotAsked(e);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await using var attempt = new WatchedAttempt(circuit);
        if (attempt.Refused is { } refusal) throw NotAsked(refusal);
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await attempt.WatchAsync(updates)) yield return updates.Current;
    }

    private Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        base.GetResponseAsync(messages, options, cancellationToken);

    private static ModelException NotAsked(BrokenCircuitException e) =>
        new(
            ModelFault.Unavailable,
            "The model was not called: it failed too often recently, and will be tried again shortly. The log names the faults.",
            e.RetryAfter,
            e
        );
}
