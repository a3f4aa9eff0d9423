using System.ClientModel;
using System.Text.Json;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>What the client library's exceptions mean.</summary>
internal sealed class OpenAiFaultChatClient(IChatClient innerClient, TimeProvider time) : ModelFaultChatClient(innerClient)
{
    protected override ModelException Translate(Exception exception) =>
        exception switch
        {
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
