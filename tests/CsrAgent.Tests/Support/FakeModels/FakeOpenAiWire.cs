using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>Plays a reply onto one response.</summary>
internal sealed class FakeOpenAiWire(HttpContext context)
{
    private const int CharactersPerChunk = 16;

    public Task PlayAsync(FakeOpenAiReply reply, FakeOpenAiRequest request, CancellationToken cancellationToken) =>
        reply switch
        {
            FakeOpenAiMessage message => WriteAsync(message, request, cut: null, cancellationToken),
            FakeOpenAiCut cut => WriteAsync(cut.Message, request, cut.How, cancellationToken),
            FakeOpenAiError error => WriteAsync(error, cancellationToken),
            FakeOpenAiGarbage garbage => WriteAsync(200, "text/html", garbage.Body, cancellationToken),
            FakeOpenAiEvents events => WriteAsync(200, events.ContentType, events.Body, cancellationToken),
            FakeOpenAiHang => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken),
            FakeOpenAiReset => ResetAsync(),
            _ => throw new InvalidOperationException($"No way to play {reply.GetType().Name}."),
        };

    public Task WriteAsync(FakeOpenAiError error, CancellationToken cancellationToken)
    {
        if (error.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds;
        return WriteAsync(error.Status, "application/json", Error(error.Code, error.Message), cancellationToken);
    }

    private async Task WriteAsync(FakeOpenAiMessage message, FakeOpenAiRequest request, FakeCut? cut, CancellationToken cancellationToken)
    {
        var parts = request.IsStream ? Chunks(message, request).ToList() : Halves(Whole(message, request).ToJsonString());
        context.Response.ContentType = request.IsStream ? "text/event-stream" : "application/json";
        foreach (var part in cut is null ? parts : parts.Take(parts.Count / 2))
        {
            await context.Response.WriteAsync(part, cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
        }

        await BreakOffAsync(cut, cancellationToken);
    }

    private Task BreakOffAsync(FakeCut? cut, CancellationToken cancellationToken) =>
        cut switch
        {
            FakeCut.Reset => ResetAsync(),
            FakeCut.Hang => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken),
            FakeCut.ErrorEvent => context.Response.WriteAsync($"data: {Error("server_error", "scripted")}\n\n", cancellationToken),
            _ => Task.CompletedTask,
        };

    private async Task WriteAsync(int status, string contentType, string body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body, cancellationToken);
    }

    private Task ResetAsync()
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static List<string> Halves(string json) => [json[..(json.Length / 2)], json[(json.Length / 2)..]];

    private static string Error(string code, string message) =>
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = message,
                ["type"] = "error",
                ["param"] = null,
                ["code"] = code,
            },
        }.ToJsonString();

    private static JsonObject Whole(FakeOpenAiMessage message, FakeOpenAiRequest request)
    {
        var content = message.ToolName is null ? Content(message, message.Text) : null;
        var text = new JsonObject { ["role"] = message.Role, ["content"] = content };
        if (message.ToolName is not null) text["tool_calls"] = new JsonArray(Call(message));
        var choice = new JsonObject
        {
            ["index"] = 0,
            ["message"] = text,
            ["finish_reason"] = message.FinishReason,
        };
        return Frame(request, "chat.completion", choice, Usage(message, request));
    }

    private static IEnumerable<string> Chunks(FakeOpenAiMessage message, FakeOpenAiRequest request)
    {
        var reason = message.RepeatsReason ? message.FinishReason : null;
        yield return Chunk(request, new() { ["role"] = message.Role, ["content"] = "" }, reason);
        foreach (var piece in message.Text.Chunk(CharactersPerChunk))
        {
            yield return Chunk(request, new() { ["content"] = Content(message, new string(piece)) }, reason);
        }
        if (message.ToolName is not null) yield return Chunk(request, new() { ["tool_calls"] = new JsonArray(Call(message)) }, reason);
        yield return Chunk(request, [], message.FinishReason);
        if (request.WantsUsage)
        {
            yield return $"data: {Frame(request, "chat.completion.chunk", null, Usage(message, request)).ToJsonString()}\n\n";
        }
        yield return "data: [DONE]\n\n";
    }

    private static string Chunk(FakeOpenAiRequest request, JsonObject delta, string? finish = null)
    {
        var choice = new JsonObject
        {
            ["index"] = 0,
            ["delta"] = delta,
            ["finish_reason"] = finish,
        };
        return $"data: {Frame(request, "chat.completion.chunk", choice, null).ToJsonString()}\n\n";
    }

    private static JsonObject Frame(FakeOpenAiRequest request, string kind, JsonObject? choice, JsonNode? usage) =>
        new()
        {
            ["id"] = "chatcmpl-fake",
            ["object"] = kind,
            ["created"] = 1_790_000_000,
            ["model"] = request.Model,
            ["choices"] = choice is null ? [] : new JsonArray(choice),
            ["usage"] = usage,
        };

    private static JsonObject Call(FakeOpenAiMessage message)
    {
        var call = new JsonObject
        {
            ["index"] = 0,
            ["id"] = message.CallId,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = message.ToolName, ["arguments"] = message.ToolArguments },
        };
        if (message.CallId is null) call.Remove("id");
        return call;
    }

    private static JsonNode? Usage(FakeOpenAiMessage message, FakeOpenAiRequest request)
    {
        if (message.Usage is { } own) return JsonNode.Parse(own);
        var (read, text) = ((request.Text.Length / 4) + 1, (message.Text.Length / 4) + 1);
        return new JsonObject
        {
            ["prompt_tokens"] = read,
            ["completion_tokens"] = text,
            ["total_tokens"] = read + text,
        };
    }

    private static JsonNode Content(FakeOpenAiMessage message, string text)
    {
        if (!message.InParts) return text;
        return new JsonArray(
            new JsonObject { ["type"] = "thinking", ["thinking"] = "They want a reset." },
            new JsonObject { ["type"] = "text", ["text"] = text }
        );
    }
}
