using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Bench.Stub;

/// <summary>
/// Stands in for Claude's Messages API, as cheaply as it can be done: no JSON is parsed, the answer is put together from bytes.
/// <c>PUT /delay/{milliseconds}</c> sets how long it thinks; <c>GET /figures</c> tells what it was asked.
/// </summary>
internal sealed class StubServer
{
    private long _requests;
    private long _bytes;
    private TimeSpan _delay;

    public static Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var stub = new StubServer();
        return BenchServer.RunAsync(stub.Map, cancellationToken);
    }

    private void Map(WebApplication app)
    {
        app.MapPost("/v1/messages", AnswerAsync);
        app.MapPut(
            "/delay/{milliseconds:int}",
            (int milliseconds) =>
            {
                _delay = TimeSpan.FromMilliseconds(milliseconds);
            }
        );
        app.MapGet("/figures", () => new StubFigures(Interlocked.Read(ref _requests), Interlocked.Read(ref _bytes)).Write());
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (answer, isStream) = await ReadAsync(context);
        if (_delay > TimeSpan.Zero) await Task.Delay(_delay, TimeProvider.System, context.RequestAborted);
        context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    private async Task<(byte[] Answer, bool IsStream)> ReadAsync(HttpContext context)
    {
        // The answer is made before the wait, so that two thousand that wait do not hold two thousand requests.
        var body = context.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                var answer = Answer(read.Buffer);
                body.AdvanceTo(read.Buffer.End);
                return answer;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private (byte[] Answer, bool IsStream) Answer(ReadOnlySequence<byte> request)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _bytes, request.Length);
        var rented = ArrayPool<byte>.Shared.Rent((int)request.Length);
        request.CopyTo(rented);
        var bytes = rented.AsSpan(0, (int)request.Length);
        var isStream = bytes.IndexOf("\"stream\":true"u8) >= 0;
        var answer = isStream ? StubAnswer.Events(bytes) : StubAnswer.Whole(bytes);
        ArrayPool<byte>.Shared.Return(rented);
        return (answer, isStream);
    }
}
