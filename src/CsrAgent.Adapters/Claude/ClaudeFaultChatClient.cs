using System.Text.Json;
using Anthropic.Exceptions;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>What the SDK's exceptions mean.</summary>
/// <remarks>
/// Not every stop reason is a fault. Stop reasons reach the caller as the SDK maps them, which tests verify: <c>refusal</c> is
/// <see cref="ChatFinishReason.ContentFilter"/>, <c>max_tokens</c> and <c>model_context_window_exceeded</c> are
/// <see cref="ChatFinishReason.Length"/>, and <c>pause_turn</c>, which only server tools cause, is a reason of that name.
/// </remarks>
internal sealed class ClaudeFaultChatClient(IChatClient innerClient) : ModelFaultChatClient(innerClient)
{
    protected override ModelException Translate(Exception exception) =>
        exception switch
        {
            OperationCanceledException => New(ModelFault.Timeout, "Claude did not respond in time.", exception),
            AnthropicSseException inStream => FromStream(inStream),
            AnthropicIOException or HttpRequestException or IOException => New(
                ModelFault.Transient,
                "The connection to Claude failed or broke off.",
                exception
            ),
            JsonException or AnthropicInvalidDataException => New(
                ModelFault.Transient,
                "Claude's response does not match the API's description.",
                exception
            ),
            ArgumentException or NotSupportedException => New(ModelFault.Rejected, "This request cannot be sent to Claude.", exception),
            // Any other failure of the SDK is about the response: the request was plain data.
            _ => New(ModelFault.Transient, "Claude's response could not be read.", exception),
        };

    private static ModelException FromStream(AnthropicSseException exception)
    {
        var error = ClaudeError.Parse(exception.Body.ValueKind is JsonValueKind.Object ? exception.Body.GetRawText() : exception.Message);
        return New(error.FaultInStream(), $"Claude broke off its answer with {error.Type}: {error.Message}", exception);
    }

    private static ModelException New(ModelFault fault, string message, Exception inner) =>
        new(fault, $"{message} {ClaudeAdvice.For(fault)}", inner: inner);
}
