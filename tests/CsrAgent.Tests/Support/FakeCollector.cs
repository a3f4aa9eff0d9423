using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Support;

/// <summary>Takes what a server exports over OTLP as HTTP, and keeps the bytes.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<byte[]> _bodies = new();
    private readonly WebApplication _app;

    private FakeCollector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public string Text => string.Join("\n", _bodies.Select(Encoding.UTF8.GetString));

    /// <summary>Where traces are what is exported.</summary>
    public IReadOnlyList<OtlpSpan> Spans => [.. _bodies.SelectMany(OtlpSpan.Read)];

    public static async Task<FakeCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new FakeCollector(app);
        app.Run(collector.KeepAsync);
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _bodies.Enqueue(body.ToArray());
    }
}
