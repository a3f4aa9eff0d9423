using System.ClientModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>
/// Turns the client library's exceptions into <see cref="ModelException"/>; the caller's own cancellation passes unchanged.
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

    /// <summary>Null for exceptions that pass unchanged.</summary>
    private ModelException? FaultOf(Exception exception, CancellationToken cancellationToken) =>
        exception switch
        {
            ModelException => null,
            OperationCanceledException when cancellationToken.IsCancellationRequested => null,
            OperationCanceledException => New(ModelFault.Timeout, "The model's server did not respond in time.", exception),
            ClientResultException { Status: > 0 } answered => OpenAiError.From(answered, time),
            ClientResultException or HttpRequestException or IOException => New(
                ModelFault.Transient,
                "The connection to the model's server failed or broke off.",
                exception
            ),
            JsonException => New(ModelFault.Transient, "The model's response does not match the API's description.", exception),
            ArgumentNullException or NotSupportedException => New(
                ModelFault.Rejected,
                "This request cannot be sent to this server.",
                exception
            ),
            // Any other failure of the library is about the response: the request was plain data.
            _ => New(ModelFault.Transient, "The model's response could not be read.", exception),
        };

    private static ModelException New(ModelFault fault, string message, Exception inner) =>
        new(fault, $"{message} {OpenAiError.AdviceFor(fault)}", inner: inner);
}
