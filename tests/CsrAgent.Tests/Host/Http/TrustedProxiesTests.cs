using System.Net;
using CsrAgent.Host.Http;
using CsrAgent.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Host.Http;

/// <summary>Behind a proxy that serves the agent below a prefix, and that compresses what it may.</summary>
[Collection(nameof(GroundedServer))]
[Trait("Category", "Slow")]
public sealed class TrustedProxiesTests(GroundedServer server)
{
    private static readonly (string, string) Prefix = ("X-Forwarded-Prefix", "/support");

    [Theory]
    [InlineData("/support")]
    [InlineData("/support/")]
    public async Task Post_BelowAPrefix_IsLocatedThere(string prefix)
    {
        var answer = (await PostAsync(server.Customer, ("X-Forwarded-Prefix", prefix))).Is(202);

        Assert.Equal($"/support/api/v1/chat/{answer.Text("session_id")}", answer.Headers["location"]);
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
    [InlineData("/support, //evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/../admin")]
    [InlineData("/support/..")]
    [InlineData("/a\"b")]
    [InlineData("/a%2F%2Fevil")]
    [InlineData("/a?b")]
    public async Task Post_BelowAPrefixThatIsNoPlainPath_IsLocatedWithoutIt(string prefix)
    {
        var answer = (await PostAsync(server.Customer, ("X-Forwarded-Prefix", prefix))).Is(202);

        Assert.Equal($"/api/v1/chat/{answer.Text("session_id")}", answer.Headers["location"]);
    }

    [Fact]
    public async Task Post_WithAPrefixOfSomebodyElseThanTheProxy_IsLocatedWithoutIt()
    {
        await using var other = await RealServer.StartAsync(("TRUSTED_PROXIES", "10.9.8.7"));
        using var customer = new ChatClient(other.BaseAddress);

        var answer = (await PostAsync(customer, Prefix)).Is(202);
        var document = (await customer.GetAsync("/api/v1/openapi.json", Prefix, ("X-Forwarded-Host", "evil.example"))).Is(200);

        Assert.Equal($"/api/v1/chat/{answer.Text("session_id")}", answer.Headers["location"]);
        Assert.Equal(other.BaseAddress, document["servers"][0].GetProperty("url").GetString()!.TrimEnd('/'));
    }

    /// <summary>In a container, or in an office, anybody may come from a private network.</summary>
    [Theory]
    [InlineData("private", "10.1.2.3", false)]
    [InlineData("private", "172.17.0.1", false)]
    [InlineData("private", "127.0.0.1", true)]
    [InlineData("private", "::ffff:127.0.0.1", true)]
    [InlineData("none", "127.0.0.1", false)]
    [InlineData("10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "127.0.0.1", false)]
    public void Check_HostAndPrefix_CountFromNamedProxiesAndThisMachine(string entry, string address, bool count)
    {
        using var services = Services(entry);
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        context.Request.Headers["X-Forwarded-Prefix"] = "/support";
        context.Request.Headers["X-Forwarded-Host"] = "shop.example";

        services.GetRequiredService<ForwardedPlace>().Check(context.Request);

        Assert.Equal(count ? "/support" : "", context.Request.Headers["X-Forwarded-Prefix"].ToString());
        Assert.Equal(count ? "shop.example" : "", context.Request.Headers["X-Forwarded-Host"].ToString());
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

    private static ServiceProvider Services(string entry) =>
        new ServiceCollection().AddOptions().AddTrustedProxies([entry]).BuildServiceProvider();

    private static Task<ChatClientAnswer> PostAsync(ChatClient customer, (string, string) header) =>
        customer.PostAsync(
            ChatClient.Chat,
            new { user_id = "ann", message = "How do I reset my password?" },
            ("Prefer", "respond-async"),
            header
        );

    private static ForwardedHeadersOptions Read(string entry)
    {
        using var services = Services(entry);
        return services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
    }
}
