using System.Net;
using CsrAgent.Host.Http;
using CsrAgent.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Host.Http;

/// <summary>Behind a proxy that serves the agent below a prefix, and that compresses what it may.</summary>
[Collection(nameof(GroundedServer))]
public sealed class TrustedProxiesTests(GroundedServer server)
{
    private static readonly (string, string) Prefix = ("X-Forwarded-Prefix", "/support");

    [Fact]
    public async Task Post_BelowAPrefix_IsLocatedThere()
    {
        var answer = (
            await server.Customer.PostAsync(
                ChatClient.Chat,
                new { user_id = "ann", message = "How do I reset my password?" },
                ("Prefer", "respond-async"),
                Prefix
            )
        ).Is(202);

        Assert.StartsWith("/support/api/v1/chat/s_", answer.Headers["location"], StringComparison.Ordinal);
        Assert.Equal(answer.Headers["location"], answer.Text("location"));
    }

    [Fact]
    public async Task Docs_BelowAPrefix_FindTheDocumentAndCallTheApiThere()
    {
        var document = (await server.Customer.GetAsync("/api/v1/openapi.json", Prefix, ("X-Forwarded-Host", "shop.example"))).Is(200);
        var page = (await server.Customer.GetAsync("/api/v1/docs/index.js", Prefix)).Is(200);

        Assert.Equal("http://shop.example/support", document["servers"][0].GetProperty("url").GetString()!.TrimEnd('/'));
        Assert.Contains("\"../openapi.json\"", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("support")]
    [InlineData("//evil.example")]
    [InlineData("/a\"b")]
    public async Task Post_BelowAnOddPrefix_IsAnswered(string prefix)
    {
        var answer = await server.Customer.PostAsync(
            ChatClient.Chat,
            new { user_id = "ann", message = "How do I reset my password?" },
            ("Prefer", "respond-async"),
            ("X-Forwarded-Prefix", prefix)
        );

        answer.Is(202);
        Assert.EndsWith(answer.Text("session_id"), answer.Headers["location"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_Always_ForbidsProxiesToTransformIt()
    {
        var answer = await server.Customer.PostAsync(
            ChatClient.Chat,
            new
            {
                user_id = "ann",
                message = "How do I reset my password?",
                stream = true,
            }
        );

        Assert.Equal("no-store, no-transform", answer.Headers["cache-control"]);
        Assert.Equal("no-store", (await server.Customer.GetAsync($"{ChatClient.Chat}/unknown")).Headers["cache-control"]);
    }

    [Fact]
    public void Options_WithoutAnyProxy_BelieveNobody() => Assert.Equal(ForwardedHeaders.None, Read("none").ForwardedHeaders);

    [Theory]
    [InlineData("private", "10.1.2.3", true)]
    [InlineData("private", "fd00::7", true)]
    [InlineData("private", "8.8.8.8", false)]
    [InlineData("8.8.8.8", "8.8.8.8", true)]
    [InlineData("8.8.8.8", "8.8.8.9", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    public void Options_Entry_TrustsItsNetwork(string entry, string address, bool isTrusted) =>
        Assert.Equal(isTrusted, Read(entry).KnownIPNetworks.Any(network => network.Contains(IPAddress.Parse(address))));

    [Theory]
    [InlineData("nginx")]
    [InlineData("10.0.0.0/40")]
    public void Options_NoNetwork_IsRefusedByName(string entry) =>
        Assert.Contains("TRUSTED_PROXIES", Assert.Throws<CsrAgentException>(() => Read(entry)).Message, StringComparison.Ordinal);

    private static ForwardedHeadersOptions Read(string entry)
    {
        using var services = new ServiceCollection().AddOptions().AddTrustedProxies([entry]).BuildServiceProvider();
        return services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
    }
}
