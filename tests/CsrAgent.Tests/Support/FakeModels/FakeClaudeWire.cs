using System.Text;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>Plays a reply onto one response.</summary>
internal sealed class FakeClaudeWire(HttpContext context, string requestId)
{
    public string MessageId => "msg_" + requestId[4..];

    public async Task PlayAsync(FakeClaudeReply reply, FakeClaudeRequest request, FakeUsage usage, CancellationToken cancellationToken)
    {
        if (reply.Latency > TimeSpan.Zero) await Task.Delay(reply.Latency, TimeProvider.System, cancellationToken);
        await (
            reply switch
            {
                FakeClaudeMessage message => WriteAsync(message, request, usage, cut: null, cancellationToken),
                FakeClaudeCut cut => WriteAsync(cut.Message with { Pace = cut.Pace }, request, usage, cut, cancellationToken),
                FakeClaudeError error => WriteAsync(error, cancellationToken),
                FakeClaudeGarbage garbage => WriteAsync(200, garbage.ContentType, garbage.Body, cancellationToken),
                FakeClaudeHang => HangAsync(cancellationToken),
                FakeClaudeReset => ResetAsync(),
                _ => throw new InvalidOperationException($"No way to play {reply.GetType().Name}."),
            }
        );
    }

    public Task WriteAsync(FakeClaudeError error, CancellationToken cancellationToken)
    {
        if (error.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds;
        if (error.RetryAfterMs is { } milliseconds) context.Response.Headers["retry-after-ms"] = $"{milliseconds}";
        if (error.ShouldRetry is { } retry) context.Response.Headers["x-should-retry"] = retry ? "true" : "false";
        return WriteAsync(
            error.Status,
            "application/json",
            FakeClaudeJson.Error(error.Type, error.Message, error.ErrorCode, requestId),
            cancellationToken
        );
    }

    private Task WriteAsync(
        FakeClaudeMessage message,
        FakeClaudeRequest request,
        FakeUsage usage,
        FakeClaudeCut? cut,
        CancellationToken cancellationToken
    )
    {
        return request.IsStream
            ? StreamAsync([.. FakeClaudeEvents.Of(MessageId, message, request, usage)], message, cut, cancellationToken)
            : WriteWholeAsync(FakeClaudeJson.Message(MessageId, message, request, usage), message, cut, cancellationToken);
    }

    private async Task WriteWholeAsync(string json, FakeClaudeMessage message, FakeClaudeCut? cut, CancellationToken cancellationToken)
    {
        await message.Before(json).WaitAsync(cancellationToken);
        await WriteAsync(json, cut, cancellationToken);
    }

    private async Task StreamAsync(List<string> events, FakeClaudeMessage message, FakeClaudeCut? cut, CancellationToken cancellationToken)
    {
        Start(200, "text/event-stream; charset=utf-8");
        foreach (var sent in cut is null ? events : events.Take(events.Count / 2))
        {
            await message.Before(sent).WaitAsync(cancellationToken);
            await WriteAsync(sent, cancellationToken);
            if (message.Pace > TimeSpan.Zero) await Task.Delay(message.Pace, TimeProvider.System, cancellationToken);
        }

        if (cut?.How is FakeCut.ErrorEvent)
        {
            await WriteAsync(
                $"event: error\ndata: {FakeClaudeJson.Error(cut.ErrorType, "scripted", null, requestId)}\n\n",
                cancellationToken
            );
        }
        else
        {
            await BreakOffAsync(cut, cancellationToken);
        }
    }

    private async Task WriteAsync(string json, FakeClaudeCut? cut, CancellationToken cancellationToken)
    {
        if (cut is null)
        {
            await WriteAsync(200, "application/json", json, cancellationToken);
            return;
        }

        Start(200, "application/json");
        await WriteAsync(json[..(json.Length / 2)], cancellationToken);
        await BreakOffAsync(cut, cancellationToken);
    }

    private Task BreakOffAsync(FakeClaudeCut? cut, CancellationToken cancellationToken) =>
        cut?.How switch
        {
            FakeCut.Reset or FakeCut.ErrorEvent => ResetAsync(),
            FakeCut.Hang => HangAsync(cancellationToken),
            _ => Task.CompletedTask,
        };

    public async Task WriteAsync(int status, string contentType, string body, CancellationToken cancellationToken)
    {
        Start(status, contentType);
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(body);
        await WriteAsync(body, cancellationToken);
    }

    private void Start(int status, string contentType)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.Headers["request-id"] = requestId;
    }

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(text, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private Task ResetAsync()
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task HangAsync(CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
}
