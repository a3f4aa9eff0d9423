using Anthropic;
using CsrAgent.Adapters.Claude;
using CsrAgent.Answering.Model;

namespace CsrAgent.Bench.Bare;

/// <summary>The stub, asked through the same client library and the same HTTP client as the real server does.</summary>
internal sealed class BareModel(AnthropicClient client, BarePrompt prompt)
{
    /// <param name="stub">Its URL.</param>
    /// <param name="promptBytes">Size of a request.</param>
    public static BareModel At(string stub, int promptBytes)
    {
        var options = new ClaudeOptions { BaseUrl = stub, ApiKey = "bench" };
        var client = new AnthropicClient
        {
            ApiKey = options.ApiKey,
            BaseUrl = options.BaseUrl,
            HttpClient = ModelHttp.Create(new ClaudeErrorHandler(TimeProvider.System), options.ConnectTimeout),
            MaxRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        return new(client, new BarePrompt(promptBytes));
    }

    public async Task<string> AskAsync(string message, CancellationToken cancellationToken)
    {
        var answer = await client.Messages.Create(prompt.For(message), cancellationToken);
        return string.Concat(answer.Content.Select(block => block.TryPickText(out var part) ? part.Text : ""));
    }
}
