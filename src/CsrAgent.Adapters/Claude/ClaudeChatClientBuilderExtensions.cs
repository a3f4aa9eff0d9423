using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

internal static class ClaudeChatClientBuilderExtensions
{
    public static ChatClientBuilder UseClaudeFaults(this ChatClientBuilder builder) =>
        builder.Use(inner => new ClaudeFaultChatClient(inner));

    /// <param name="builder">The pipeline; the SDK's client is its innermost client.</param>
    /// <param name="model">The model to use if the caller names none.</param>
    /// <param name="options">The other parameters of a request.</param>
    public static ChatClientBuilder UseClaudeRequests(this ChatClientBuilder builder, string model, ClaudeOptions options) =>
        builder.Use(inner => new ClaudeRequestChatClient(inner, model, options));
}
