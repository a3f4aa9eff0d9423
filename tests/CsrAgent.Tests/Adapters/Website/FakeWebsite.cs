using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Adapters.Website;

/// <summary>A site on a free port of this machine, whose pages a test writes down.</summary>
internal sealed class FakeWebsite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();

    private FakeWebsite(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Asked { get; } = new();

    public string Address => _app.Urls.Single();

    /// <summary>Answers everything, where it is set.</summary>
    public Func<HttpContext, Task>? Everything { get; set; }

    public static async Task<FakeWebsite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var site = new FakeWebsite(builder.Build());
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync();
        return site;
    }

    public void Set(string path, Func<HttpContext, Task> answer) => _answers[path] = answer;

    public void Set(string path, int status) => Set(path, context => Status(context, status));

    public void SetText(string path, string text, string type = "text/html; charset=utf-8", string? etag = null) =>
        Set(path, context => WriteAsync(context, text, type, etag));

    public void SetBytes(string path, byte[] content, string type, string? encoding = null) =>
        Set(
            path,
            async context =>
            {
                context.Response.ContentType = type;
                if (encoding is not null) context.Response.Headers.ContentEncoding = encoding;
                await context.Response.Body.WriteAsync(content);
            }
        );

    /// <summary>A page of the site, with the banners and menus that all its pages have.</summary>
    public void SetPage(string path, string title, string text, string head = "", string? etag = null) =>
        SetText(path, PageOf(title, text, head), etag: etag);

    public void SetSitemap(params string[] paths) =>
        SetText("/sitemap.xml", SitemapOf(paths), "application/xml");

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public static string PageOf(string title, string text, string head = "") =>
        $"""
            <html lang="en"><head><title>{title} | Alder</title>{head}</head><body>
            <header><a href="/">Alder</a></header><nav><ul><li><a href="/a">Shop</a></li><li><a href="/b">Help</a></li></ul></nav>
            <div class="cookie-banner">We use cookies.</div>
            <main><h1>{title}</h1><p>{text}</p></main><footer>© Alder</footer></body></html>
            """;

    public string SitemapOf(params string[] paths) =>
        $"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{string.Concat(paths.Select(UrlOf))}</urlset>";

    public string IndexOf(params string[] paths) =>
        $"<sitemapindex>{string.Concat(paths.Select(path => $"<sitemap><loc>{Address + path}</loc></sitemap>"))}</sitemapindex>";

    public static byte[] Zipped(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest)) zip.Write(content);
        return stream.ToArray();
    }

    private string UrlOf(string path) => $"<url><loc>{(path.StartsWith('/') ? Address + path : path)}</loc></url>";

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path + context.Request.QueryString;
        Asked.Enqueue(path);
        if (path == "/robots.txt" && !_answers.ContainsKey(path)) return Status(context, 404);
        return Everything is { } all ? all(context) : AnswerAsSetAsync(context);
    }

    public Task AnswerAsSetAsync(HttpContext context)
    {
        var path = context.Request.Path + context.Request.QueryString;
        return _answers.TryGetValue(path, out var answer) ? answer(context) : Status(context, 404);
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task WriteAsync(HttpContext context, string text, string type, string? etag)
    {
        if (etag is not null && context.Request.Headers.IfNoneMatch == etag) return Status(context, 304);
        if (etag is not null) context.Response.Headers.ETag = etag;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text);
    }
}
