using System.Text.Json;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>What can go wrong in a call, and what it means.</summary>
internal sealed class ClaudeFaultChatClient(IChatClient innerClient) : ModelFaultChatClient(innerClient)
{
    /// <summary>An error event, with which a stream can end after its 200.</summary>
    public static ModelException OfEvent(JsonElement data)
    {
        var error = ClaudeError.Read(data);
        return New(error.FaultInStream(), $"Claude broke off its answer with {error.Type}: {error.Message}", inner: null);
    }

    protected override ModelException Translate(Exception exception) =>
        exception switch
        {
            OperationCanceledException => New(ModelFault.Timeout, "Claude did not respond in time.", exception),
            HttpRequestException or IOException => New(
                ModelFault.Transient,
                "The connection to Claude failed or broke off.",
                exception
            ),
            JsonException or KeyNotFoundException or InvalidOperationException or FormatException => New(
                ModelFault.Transient,
                "Claude's response does not match the API's description.",
                exception
            ),
            ArgumentException or NotSupportedException => New(ModelFault.Rejected, "This request cannot be sent to Claude.", exception),
            _ => New(ModelFault.Transient, "Claude's response could not be read.", exception),
        };

    private static ModelException New(ModelFault fault, string message, Exception? inner) =>
        new(fault, $"{message} {ClaudeAdvice.For(fault)}", inner: inner);
}
