using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

internal static class ClaudeChatClientBuilderExtensions
{
    public static ChatClientBuilder UseClaudeFaults(this ChatClientBuilder builder) => builder.Use(inner => new ClaudeFaultChatClient(inner));

    public static ChatClientBuilder UseSearchResults(this ChatClientBuilder builder) => builder.Use(inner => new SearchResultChatClient(inner));

    /// <param name="builder">The chain.</param>
    /// <param name="historyFrom"><see cref="ClaudeOptions.CacheHistoryFrom"/></param>
    public static ChatClientBuilder UsePromptCaching(this ChatClientBuilder builder, int historyFrom) =>
        builder.Use(inner => new PromptCachingChatClient(inner, historyFrom));
}
