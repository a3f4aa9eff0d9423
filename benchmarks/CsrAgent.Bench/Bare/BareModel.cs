using Anthropic;
using CsrAgent.Adapters.Claude;
using CsrAgent.Answering.Model;

namespace CsrAgent.Bench.Bare;

/// <summary>The stub, asked through the official client library and the HTTP client of the real server.</summary>
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
            HttpClient = ModelHttp.Create(options.ConnectTimeout),
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
