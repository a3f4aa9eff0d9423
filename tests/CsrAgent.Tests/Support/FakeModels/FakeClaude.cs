using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>
/// Anthropic's Messages API as published, with a script instead of a model: queued replies first, then <see cref="Script"/>. A request
/// that breaks the API's rules gets the documented 400 and is kept in <see cref="FakeModelServer.Violations"/>.
/// </summary>
public sealed class FakeClaude : FakeModelServer
{
    private const int MaxBody = 32 * 1024 * 1024;

    private readonly ConcurrentQueue<FakeClaudeReply> _queued = new();
    private readonly ConcurrentQueue<FakeClaudeRequest> _requests = new();
    private readonly ConcurrentQueue<string> _modelsAsked = new();
    private readonly FakePromptCache _cache = new();
    private readonly FakeThinkingLedger _thinking = new();
    private int _replies;

    private FakeClaude()
        : base("/v1/messages") { }

    /// <summary>Every request that came, refused ones included, in order.</summary>
    public IReadOnlyList<FakeClaudeRequest> Requests => [.. _requests];

    /// <summary>Replies when nothing is queued. At first: quotes and cites the first search result, or does not know.</summary>
    public Func<FakeClaudeRequest, FakeClaudeReply> Script { get; set; } = FakeClaudeReply.Default;

    /// <summary>The models that the API can describe, beside those that need no description.</summary>
    public IReadOnlyList<FakeClaudeModel> Models { get; set; } = [];

    /// <summary>The models that it was asked to describe.</summary>
    public IReadOnlyList<string> ModelsAsked => [.. _modelsAsked];

    /// <summary>False for tests with many thousands of them.</summary>
    public bool KeepsRequests { get; set; } = true;

    /// <summary>The one key that is let in; null lets any in.</summary>
    public string? ApiKey { get; set; }

    public static async Task<FakeClaude> StartAsync()
    {
        var fake = new FakeClaude();
        await fake.ListenAsync();
        return fake;
    }

    /// <summary>Queues replies, each for one request.</summary>
    public FakeClaude Reply(params FakeClaudeReply[] replies)
    {
        foreach (var reply in replies) _queued.Enqueue(reply);
        return this;
    }

    protected override async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var wire = new FakeClaudeWire(context, $"req_fake{Interlocked.Increment(ref _replies):D6}");
        if (body.Length > MaxBody)
        {
            // It comes from the proxy in front of the API, which has a format of its own.
            await wire.WriteAsync(413, "text/html", "<html><h1>413 Request Entity Too Large</h1></html>", cancellationToken);
        }
        else
        {
            await AnswerAsync(context, body.ToArray(), wire, cancellationToken);
        }
    }

    protected override Task WriteNotFoundAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (HttpMethods.IsGet(context.Request.Method) && path.StartsWith(FakeClaudeModel.Path, StringComparison.Ordinal))
        {
            return DescribeAsync(context, path[FakeClaudeModel.Path.Length..]);
        }
        Violate($"{context.Request.Method} {context.Request.Path} is not part of the API.");
        return new FakeClaudeWire(context, "req_none").WriteAsync(
            new FakeClaudeError(404, "not_found_error", "Not Found"),
            context.RequestAborted
        );
    }

    private Task DescribeAsync(HttpContext context, string id)
    {
        _modelsAsked.Enqueue(id);
        return Models.FirstOrDefault(model => model.Id == id) is { } known
            ? known.WriteAsync(context.Response)
            : new FakeClaudeWire(context, "req_none").WriteAsync(
                new FakeClaudeError(404, "not_found_error", $"model: {id}"),
                context.RequestAborted
            );
    }

    private async Task AnswerAsync(HttpContext context, byte[] body, FakeClaudeWire wire, CancellationToken cancellationToken)
    {
        var request = FakeClaudeRequest.Parse(context.Request, body);
        if (KeepsRequests) _requests.Enqueue(request);
        if ((FakeClaudeRules.Check(request) ?? _thinking.Check(request)) is { } wrong)
        {
            Violate(wrong);
            await wire.WriteAsync(new FakeClaudeError(400, "invalid_request_error", wrong), cancellationToken);
        }
        else if (ApiKey is not null && request.ApiKey != ApiKey)
        {
            await wire.WriteAsync(FakeClaudeReply.InvalidKey, cancellationToken);
        }
        else
        {
            var reply = _queued.TryDequeue(out var queued) ? queued : Script(request);
            if (reply is FakeClaudeMessage message) _thinking.Issue(wire.MessageId, message, request);
            await wire.PlayAsync(reply, request, _cache.Count(request), cancellationToken);
        }
    }
}
