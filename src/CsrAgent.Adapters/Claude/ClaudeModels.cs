using Anthropic;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>Claude's models over one connection pool.</summary>
internal static class ClaudeModels
{
    public static ModelLineup Create(ClaudeOptions options, TimeProvider time)
    {
        var api = new AnthropicClient
        {
            ApiKey = options.ApiKey,
            BaseUrl = options.BaseUrl.TrimEnd('/'),
            HttpClient = ModelHttp.Create(new ClaudeErrorHandler(time), options.ConnectTimeout),
            // The SDK's own retries are off, since they would multiply with ours. Ours also cover answers that are cut off or unreadable,
            // know the remaining time, try other models, and use a clock that tests can set.
            MaxRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        return new([.. options.FallbackModels.Prepend(options.Model).Select(model => Create(api, model, options))]);
    }

    private static IChatClient Create(AnthropicClient api, string model, ClaudeOptions options) =>
        api.AsIChatClient(model, options.MaxOutputTokens).AsBuilder().UseClaudeFaults().UseClaudeRequests(model, options).Build();
}
