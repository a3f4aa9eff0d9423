using System.Net;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Browser;

/// <summary>The server with its chat page, and a shop on another origin that embeds the widget under a strict policy.</summary>
public sealed class ChatSite : TestServer, IAsyncLifetime
{
    private readonly WebApplication _shop;

    public ChatSite()
        : base(hasModel: true, ("RATE_LIMIT_PER_USER", "0"))
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _shop = builder.Build();
        _shop.MapGet("/", ShowShop);
    }

    public string Shop { get; private set; } = "";

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await _shop.StartAsync();
        Shop = _shop.Urls.Single();
        Server.Set("CORS_ORIGINS", Shop);
        await InitializeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await _shop.DisposeAsync();
    }

    /// <summary>The request for a person that a conversation has open.</summary>
    public async Task<string> EscalationAsync(string session) =>
        (await Admin.GetAsync($"{ChatClient.Admin}/escalations?limit=500"))
            .Is(200)["escalations"]
            .EnumerateArray()
            .Single(e => e.Text("session_id") == session)
            .Text("id");

    /// <summary>What a person named Mia does with it.</summary>
    public async Task StepAsync(string id, string step, string? message = null) =>
        (await Admin.PostAsync($"{ChatClient.Admin}/escalations/{id}/{step}", new { agent = "Mia", message })).Is(200);

    private Task ShowShop(HttpContext context)
    {
        var server = Server.BaseAddress;
        string Ask(string name, string usual) => context.Request.Query[name] is [{ Length: < 5 } asked] ? asked : usual;
        // As a tag manager leaves it.
        var options = context.Request.Query.ContainsKey("bare") ? "" : """data-title="Teapot help" data-color="#7a1f5c" """;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; img-src data:; script-src {server}; connect-src {server}";
        return context.Response.WriteAsync(
            $"""
            <!doctype html><html lang="{Ask("lang", "en")}" dir="{Ask("dir", "ltr")}">
            <head><title>Shop</title><link rel="icon" href="data:,"></head>
            <body><main><h1>Teapots</h1><p>Buy a teapot.</p><button id="buy">Buy</button></main>
            <script src="{server}/widget.js" {options}async></script></body></html>
            """
        );
    }
}

[CollectionDefinition(nameof(ChatSite))]
public sealed class ChatSiteTests : ICollectionFixture<ChatSite>, ICollectionFixture<Chromium>;
