using Anthropic;
using Anthropic.Models.Messages;
using CsrAgent.Adapters.Claude;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Bench.Bare;

/// <summary>
/// What anybody would write in an afternoon: one endpoint that asks the model through its SDK and returns the text. It keeps nothing,
/// searches nothing, checks nothing; so the difference to the real server is what all that costs.
/// </summary>
internal sealed class BareServer(AnthropicClient client, BarePrompt prompt)
{
    public static Task<int> RunAsync(string stub, int promptBytes, CancellationToken cancellationToken)
    {
        var options = new ClaudeOptions { BaseUrl = stub, ApiKey = "bench" };
        var client = new AnthropicClient
        {
            ApiKey = options.ApiKey,
            BaseUrl = options.BaseUrl,
            HttpClient = ClaudeHttp.Create(options, TimeProvider.System),
            MaxRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var server = new BareServer(client, new BarePrompt(promptBytes));
        return BenchServer.RunAsync(app => app.MapPost("/chat", server.AnswerAsync), cancellationToken);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = (await context.Request.ReadFromJsonAsync(BenchJson.Default.ChatMessage, context.RequestAborted))!;
        var message = await client.Messages.Create(prompt.For(request.Message), context.RequestAborted);
        var text = string.Concat(message.Content.Select(block => block.TryPickText(out var part) ? part.Text : ""));
        await context.Response.WriteAsJsonAsync(
            new ChatReply(request.SessionId, text, ChatReply.WithAgent, false), BenchJson.Default.ChatReply, cancellationToken: context.RequestAborted);
    }
}
