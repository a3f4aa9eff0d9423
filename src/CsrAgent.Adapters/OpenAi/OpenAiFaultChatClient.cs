using System.ClientModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>
/// Turns what the client library throws into <see cref="ModelException"/>; the caller's own cancellation stays what it is.
/// </summary>
internal sealed class OpenAiFaultChatClient(IChatClient innerClient, TimeProvider time) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception e) when (FaultOf(e, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync(updates, cancellationToken)) yield return updates.Current;
    }

    private async Task<bool> MoveAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception e) when (FaultOf(e, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Null for what is to pass as it is.</summary>
    private ModelException? FaultOf(Exception exception, CancellationToken cancellationToken) =>
        exception switch
        {
            ModelException => null,
            OperationCanceledException when cancellationToken.IsCancellationRequested => null,
            OperationCanceledException => New(ModelFault.Timeout, "The model's server was not reached in time.", exception),
            ClientResultException { Status: > 0 } answered => OpenAiError.From(answered, time),
            ClientResultException or HttpRequestException or IOException => New(
                ModelFault.Transient,
                "The connection to the model's server failed or broke off.",
                exception
            ),
            JsonException => New(ModelFault.Transient, "The model's answer is not what the API describes.", exception),
            ArgumentNullException or NotSupportedException => New(
                ModelFault.Rejected,
                "This request cannot be put to this server.",
                exception
            ),
            // Whatever else the library stumbles over is in the answer: the request left it as plain data.
            _ => New(ModelFault.Transient, "The model's answer could not be read.", exception),
        };

    private static ModelException New(ModelFault fault, string message, Exception inner) =>
        new(fault, $"{message} {OpenAiError.AdviceFor(fault)}", inner: inner);
}
