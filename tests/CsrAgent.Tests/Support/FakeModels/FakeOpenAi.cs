using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>
/// OpenAI's chat completions as published, under <c>/v1</c>, with a script instead of a model. See <see cref="FakeClaude"/>.
/// </summary>
public sealed class FakeOpenAi : FakeModelServer
{
    private readonly ConcurrentQueue<FakeOpenAiReply> _queued = new();
    private readonly ConcurrentQueue<FakeOpenAiRequest> _requests = new();

    private FakeOpenAi()
        : base("/v1/chat/completions") { }

    public IReadOnlyList<FakeOpenAiRequest> Requests => [.. _requests];

    /// <summary>Replies when nothing is queued. At first: does not know.</summary>
    public Func<FakeOpenAiRequest, FakeOpenAiReply> Script { get; set; } = _ => new FakeOpenAiMessage("I don't know.");

    /// <summary>The one key that is let in; null lets any in, and none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>What a compatible server refuses, before any reply is played.</summary>
    public Func<FakeOpenAiRequest, FakeOpenAiError?> Refuses { get; set; } = _ => null;

    public static async Task<FakeOpenAi> StartAsync()
    {
        var fake = new FakeOpenAi();
        await fake.ListenAsync();
        return fake;
    }

    public FakeOpenAi Reply(params FakeOpenAiReply[] replies)
    {
        foreach (var reply in replies) _queued.Enqueue(reply);
        return this;
    }

    protected override async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = await FakeOpenAiRequest.ReadAsync(context.Request, cancellationToken);
        _requests.Enqueue(request);
        var wire = new FakeOpenAiWire(context);
        if (FakeOpenAiRules.Check(request) is { } wrong)
        {
            Violate(wrong);
            await wire.WriteAsync(new FakeOpenAiError(400, "invalid_request", wrong), cancellationToken);
        }
        else if (ApiKey is not null && request.Headers.GetValueOrDefault("authorization") != $"Bearer {ApiKey}")
        {
            await wire.WriteAsync(new FakeOpenAiError(401, "invalid_api_key", "Incorrect API key provided."), cancellationToken);
        }
        else if (Refuses(request) is { } refusal)
        {
            await wire.WriteAsync(refusal, cancellationToken);
        }
        else
        {
            await wire.PlayAsync(_queued.TryDequeue(out var queued) ? queued : Script(request), request, cancellationToken);
        }
    }

    protected override Task WriteNotFoundAsync(HttpContext context)
    {
        Violate($"{context.Request.Method} {context.Request.Path} is not part of the API.");
        return new FakeOpenAiWire(context).WriteAsync(new FakeOpenAiError(404, "not_found", "Invalid URL"), context.RequestAborted);
    }
}
