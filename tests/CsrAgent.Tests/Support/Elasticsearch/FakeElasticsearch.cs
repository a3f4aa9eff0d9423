using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>
/// Elasticsearch's API on a free port, as far as the index uses it, with indices that it keeps and searches. A request that the published
/// API does not allow is refused and kept in <see cref="Violations"/>. It can misbehave: <see cref="Fault"/> decides for each request.
/// </summary>
public sealed class FakeElasticsearch : IAsyncDisposable
{
    private static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly FakeElasticsearchState _state = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _bodies = new();

    private FakeElasticsearch(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = 100 * 1024 * 1024;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        builder.Services.AddRequestDecompression();
        _app = builder.Build();
        _app.UseRequestDecompression();
        _app.Run(AnswerAsync);
    }

    public string BaseAddress { get; private set; } = "";

    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>Method and path of each, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The bodies of all searches, in order.</summary>
    public IReadOnlyList<string> Bodies => [.. _bodies];

    /// <summary>The <c>Authorization</c> header that is accepted; null: any, or none.</summary>
    public string? Credentials { get; set; }

    /// <summary>What it says that it is.</summary>
    public bool IsOpenSearch { get; set; }

    /// <summary>How a request is to go wrong, or null.</summary>
    public Func<FakeElasticsearchRequest, FakeElasticsearchFault?> Fault { get; set; } = _ => null;

    /// <summary>The indices that exist.</summary>
    public IReadOnlyList<string> Indices
    {
        get
        {
            lock (_lock) return [.. _state.Indices.Keys.Order(StringComparer.Ordinal)];
        }
    }

    public static async Task<FakeElasticsearch> StartAsync(int port = 0)
    {
        var fake = new FakeElasticsearch(port);
        await fake._app.StartAsync();
        fake.BaseAddress = fake._app.Urls.Single();
        return fake;
    }

    /// <summary>The indices that an alias names.</summary>
    public IReadOnlyList<string> IndicesOf(string alias)
    {
        lock (_lock) return [.. _state.Resolve(alias).Select(index => index.Name)];
    }

    /// <summary>How many documents that searches see are so.</summary>
    public int Count(string alias, Predicate<JsonObject> isSo)
    {
        lock (_lock) return _state.Resolve(alias).SelectMany(index => index.Visible.Documents).Count(document => isSo(document.Source));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (request.Path.Value!.EndsWith("/_search", StringComparison.Ordinal)) _bodies.Enqueue(body);
        _requests.Enqueue($"{request.Method} {request.Path}");
        var fault = Fault(new(request.Method, request.Path.Value!, body));
        if (await MisbehavesAsync(context, fault)) return;
        if (Credentials is { } expected && request.Headers.Authorization != expected)
        {
            await WriteAsync(context, 401, FakeElasticsearchState.Error(401, "security_exception"));
            return;
        }
        if (FakeElasticsearchRules.Check(request, body) is { } violation)
        {
            _violations.Enqueue($"{request.Method} {request.Path}: {violation}");
            await WriteAsync(context, 400, FakeElasticsearchState.Error(400, "parsing_exception"));
            return;
        }
        if (request.Path == "/")
        {
            await WriteAsync(context, 200, About());
            return;
        }
        var (status, answer) = Apply(request, body);
        if (fault == FakeElasticsearchFault.Partial && answer["hits"] is not null) MakePartial(answer);
        if (fault == FakeElasticsearchFault.HalfBusy && answer["items"] is JsonArray items) MakeHalfBusy(answer, items);
        await WriteAsync(context, status, answer);
    }

    private (int, JsonNode) Apply(HttpRequest request, string body)
    {
        lock (_lock)
        {
            try
            {
                return _state.Apply(request.Method, request.Path.Value!, body);
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException)
            {
                _violations.Enqueue($"{request.Method} {request.Path}: {e.Message}");
                return (400, FakeElasticsearchState.Error(400, "illegal_argument_exception"));
            }
        }
    }

    private static async Task<bool> MisbehavesAsync(HttpContext context, FakeElasticsearchFault? fault)
    {
        switch (fault)
        {
            case FakeElasticsearchFault.Away:
                context.Abort();
                return true;
            case FakeElasticsearchFault.Slow:
                await Task.Delay(HalfAMinute, TimeProvider.System, context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return true;
            case FakeElasticsearchFault.Busy:
                await WriteAsync(context, 429, FakeElasticsearchState.Error(429, "es_rejected_execution_exception"));
                return true;
            case FakeElasticsearchFault.Garbage:
                await context.Response.WriteAsync("<html>Welcome to nginx!</html>", context.RequestAborted);
                return true;
            case FakeElasticsearchFault.Nonsense:
                await WriteAsync(context, 200, new JsonObject { ["hits"] = 12, ["ok"] = true });
                return true;
            case FakeElasticsearchFault.Unavailable:
                context.Response.StatusCode = 503;
                return true;
            case FakeElasticsearchFault.Gone:
                await WriteAsync(context, 404, FakeElasticsearchState.Error(404, "index_not_found_exception"));
                return true;
            default:
                return false;
        }
    }

    private JsonObject About() =>
        new()
        {
            ["version"] = IsOpenSearch
                ? new JsonObject { ["number"] = "3.1.0", ["distribution"] = "opensearch" }
                : new JsonObject { ["number"] = "9.2.0", ["build_flavor"] = "default" },
            ["tagline"] = "You Know, for Search",
        };

    private static void MakePartial(JsonNode answer)
    {
        answer["_shards"] = new JsonObject { ["total"] = 2, ["successful"] = 1, ["skipped"] = 0, ["failed"] = 1 };
        var hits = answer["hits"]!["hits"]!.AsArray();
        while (hits.Count > 1 && hits.Count % 2 == 0) hits.RemoveAt(hits.Count - 1);
    }

    private static void MakeHalfBusy(JsonNode answer, JsonArray items)
    {
        answer["errors"] = true;
        foreach (var item in items.Where((_, i) => i % 2 == 0))
        {
            var result = item!["index"]!;
            result["status"] = 429;
            result["error"] = new JsonObject { ["type"] = "es_rejected_execution_exception", ["reason"] = "full" };
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, JsonNode answer)
    {
        context.Response.StatusCode = status;
        var isOther = (string?)(answer as JsonObject)?["version"]?["distribution"] is not null;
        if (!isOther) context.Response.Headers["X-Elastic-Product"] = "Elasticsearch";
        // In the type that was asked for.
        context.Response.ContentType = context.Request.Headers.Accept.ToString().Replace(" ", "");
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }
}
