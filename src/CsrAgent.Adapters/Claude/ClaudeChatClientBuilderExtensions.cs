using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

internal static class ClaudeChatClientBuilderExtensions
{
    public static ChatClientBuilder UseClaudeFaults(this ChatClientBuilder builder) =>
        builder.Use(inner => new ClaudeFaultChatClient(inner));

    /// <param name="builder">The chain; the SDK's client is its end.</param>
    /// <param name="model">The model where the caller names none.</param>
    /// <param name="options">What else a request holds.</param>
    public static ChatClientBuilder UseClaudeRequests(this ChatClientBuilder builder, string model, ClaudeOptions options) =>
        builder.Use(inner => new ClaudeRequestChatClient(inner, model, options));
}
