using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>
/// Turns a client library's exceptions into <see cref="ModelException"/>, in whole answers and in streams; the caller's own cancellation
/// passes unchanged.
/// </summary>
public abstract class ModelFaultChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    public sealed override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception e) when (ExceptionFor(e, cancellationToken) is { } exception)
        {
            throw exception;
        }
    }

    public sealed override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync(updates, cancellationToken)) yield return updates.Current;
    }

    /// <param name="exception">Of the library; neither a <see cref="ModelException"/> nor the caller's own cancellation.</param>
    protected abstract ModelException Translate(Exception exception);

    private async Task<bool> MoveAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception e) when (ExceptionFor(e, cancellationToken) is { } exception)
        {
            throw exception;
        }
    }

    /// <summary>Null for exceptions that pass unchanged.</summary>
    private ModelException? ExceptionFor(Exception exception, CancellationToken cancellationToken) =>
        exception switch
        {
            ModelException => null,
            OperationCanceledException when cancellationToken.IsCancellationRequested => null,
            _ => Translate(exception),
        };
}
