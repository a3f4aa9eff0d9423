using Anthropic;
using Anthropic.Models.Messages;
using CsrAgent.Adapters.Claude;
using CsrAgent.Answering.Model;
using CsrAgent.Bench.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using StackExchange.Redis;

namespace CsrAgent.Bench.FirstDay;

/// <summary>
/// What a team has on its first day: a minimal API that keeps each conversation in a Redis list, sends its last messages with a short
/// prompt through the official client library, and returns the text. No search, no tools, no checks, no order, no retries.
/// </summary>
internal sealed class FirstDayServer(IDatabase database, AnthropicClient client)
{
    private const int Remembered = 10;
    private const string Prompt =
        "You are the customer service assistant of Alder & Finch. Be friendly and brief. If you do not know something, say so.";

    /// <param name="stub">Its URL.</param>
    /// <param name="redis">Its URL.</param>
    public static async Task<int> RunAsync(string stub, string redis, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis[RedisProcess.Scheme.Length..]);
        var options = new ClaudeOptions { BaseUrl = stub, ApiKey = "bench" };
        using var client = new AnthropicClient
        {
            ApiKey = options.ApiKey,
            BaseUrl = options.BaseUrl,
            HttpClient = ModelHttp.Create(options.ConnectTimeout),
        };
        var server = new FirstDayServer(connection.GetDatabase(), client);
        return await BenchServer.RunAsync(app => app.MapPost("/chat", server.AnswerAsync), cancellationToken);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = (await context.Request.ReadFromJsonAsync(BenchJson.Default.ChatMessage, context.RequestAborted))!;
        var key = "chat:" + request.SessionId;
        await database.ListRightPushAsync(key, "user:" + request.Message);
        var history = await database.ListRangeAsync(key, -Remembered);
        var answer = await client.Messages.Create(Request(history), context.RequestAborted);
        var text = string.Concat(answer.Content.Select(block => block.TryPickText(out var part) ? part.Text : ""));
        await database.ListRightPushAsync(key, "assistant:" + text);
        await context.Response.WriteAsJsonAsync(
            new ChatReply(request.SessionId, text, ChatReply.WithAgent, false),
            BenchJson.Default.ChatReply,
            cancellationToken: context.RequestAborted
        );
    }

    private static MessageCreateParams Request(RedisValue[] history) =>
        new()
        {
            Model = "bench",
            MaxTokens = 1024,
            System = Prompt,
            Messages = [.. history.Select(entry => Message((string)entry!))],
        };

    private static MessageParam Message(string entry)
    {
        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        var text = entry[(colon + 1)..];
        return entry[..colon] == "user" ? new UserMessageParam { Content = text } : new AssistantMessageParam { Content = text };
    }
}
