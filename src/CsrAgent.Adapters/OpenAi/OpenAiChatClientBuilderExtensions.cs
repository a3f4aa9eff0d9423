using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.OpenAi;

internal static class OpenAiChatClientBuilderExtensions
{
    public static ChatClientBuilder UseOpenAiFaults(this ChatClientBuilder builder, TimeProvider time) =>
        builder.Use(inner => new OpenAiFaultChatClient(inner, time));

    public static ChatClientBuilder UseUnopenedReasoning(this ChatClientBuilder builder) =>
        builder.Use(inner => new UnopenedReasoningChatClient(inner));
}
