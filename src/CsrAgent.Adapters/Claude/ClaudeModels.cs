using Anthropic;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>Claude's models over one pool of connections.</summary>
internal static class ClaudeModels
{
    public static ModelLineup Create(ClaudeOptions options, TimeProvider time)
    {
        var api = new AnthropicClient
        {
            ApiKey = options.ApiKey,
            BaseUrl = options.BaseUrl.TrimEnd('/'),
            HttpClient = ClaudeHttp.Create(options, time),
            // Retries are ours alone, not the SDK's times ours: ours also covers answers that are cut or unreadable, which the SDK's does
            // not, knows the time that is left, tries other models, and waits by a clock that tests can set.
            MaxRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        return new([.. options.FallbackModels.Prepend(options.Model).Select(model => Create(api, model, options))]);
    }

    private static IChatClient Create(AnthropicClient api, string model, ClaudeOptions options) =>
        api.AsIChatClient(model, options.MaxOutputTokens).AsBuilder().UseClaudeFaults().UseClaudeRequests(model, options).Build();
}
