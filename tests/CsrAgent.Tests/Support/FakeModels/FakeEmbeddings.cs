using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>OpenAI's embeddings as published, under <c>/v1</c>: the vector of a text begins with its length.</summary>
public sealed class FakeEmbeddings : FakeModelServer
{
    private readonly ConcurrentQueue<(string? Authorization, JsonElement Body)> _requests = new();

    private FakeEmbeddings()
        : base("/v1/embeddings") { }

    public IReadOnlyList<(string? Authorization, JsonElement Body)> Requests => [.. _requests];

    /// <summary>The statuses of the next answers; 200 where there is none.</summary>
    public ConcurrentQueue<int> Statuses { get; } = new();

    /// <summary>Numbers in a vector.</summary>
    public int Width { get; set; } = 4;

    /// <summary>How many of the texts are answered.</summary>
    public int MaxAnswered { get; set; } = int.MaxValue;

    /// <summary>When set, nothing is answered.</summary>
    public bool Hangs { get; set; }

    public static async Task<FakeEmbeddings> StartAsync()
    {
        var fake = new FakeEmbeddings();
        await fake.ListenAsync();
        return fake;
    }

    protected override async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = (await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: cancellationToken)).RootElement;
        _requests.Enqueue((context.Request.Headers.Authorization, body));
        if (Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        if (Statuses.TryDequeue(out var status) && status != 200)
        {
            context.Response.StatusCode = status;
            context.Response.Headers["retry-after-ms"] = "1";
            await context.Response.WriteAsJsonAsync(new { error = new { message = "Not now.", type = "error" } }, cancellationToken);
            return;
        }
        if (!body.TryGetProperty("model", out _)) Violate("'model' is missing.");
        var texts = body.GetProperty("input").EnumerateArray().Select(text => text.GetString()!).Take(MaxAnswered).ToList();
        var isBase64 = body.TryGetProperty("encoding_format", out var format) && format.GetString() == "base64";
        var data = texts.Select((text, index) => new { @object = "embedding", index, embedding = VectorOf(text, isBase64) });
        var answer = new { @object = "list", data, model = "fake-model", usage = new { prompt_tokens = 1, total_tokens = 1 } };
        await context.Response.WriteAsJsonAsync(answer, cancellationToken);
    }

    protected override Task WriteNotFoundAsync(HttpContext context)
    {
        Violate($"{context.Request.Method} {context.Request.Path} is not part of the API.");
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private object VectorOf(string text, bool isBase64)
    {
        var vector = new float[Width];
        (vector[0], vector[^1]) = (text.Length, 1);
        return isBase64 ? Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(vector)) : vector;
    }
}
