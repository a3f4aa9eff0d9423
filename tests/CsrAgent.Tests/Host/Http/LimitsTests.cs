using System.Globalization;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Http;

/// <summary>Rate limits, and pages of other origins.</summary>
[Trait("Category", "Slow")]
public sealed class LimitsTests(LimitsTests.StrictServer server) : IClassFixture<LimitsTests.StrictServer>
{
    private const string Shop = "https://shop.example";

    [Fact]
    public async Task Post_MoreThanTheLimits_GetsRetryAfter()
    {
        for (var i = 0; i < 5; i++) (await PostAsync("ann")).Is(202);
        var ann = await PostAsync("ann");
        var bob = (await PostAsync("bob")).Is(202);
        var others = new List<ChatClientAnswer> { bob };
        for (var i = 0; i < 40; i++) others.Add(await PostAsync($"customer {i}"));

        ann.IsProblem(429, "rate_limited");
        Assert.InRange(int.Parse(ann.Headers["retry-after"], CultureInfo.InvariantCulture), 1, 12);
        var refused = others.Where(o => o.Status != 202).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, o => o.IsProblem(429, "rate_limited"));
        Assert.All(refused, o => Assert.InRange(int.Parse(o.Headers["retry-after"], CultureInfo.InvariantCulture), 1, 60));
        var metrics = (await server.Customer.GetAsync("/metrics")).Is(200).Body;
        Assert.Contains("csr_rate_limited_total{scope=\"user\"", MetricsTests.WithoutScopeLabels(metrics), StringComparison.Ordinal);
        Assert.Contains("csr_rate_limited_total{scope=\"global\"", MetricsTests.WithoutScopeLabels(metrics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preflight_AllowedOrigin_MayPostAndStream()
    {
        var answer = await PreflightAsync(Shop, "POST");

        Assert.Equal(Shop, answer.Headers["access-control-allow-origin"]);
        Assert.Contains("POST", answer.Headers["access-control-allow-methods"], StringComparison.Ordinal);
        foreach (var header in (string[])["content-type", "authorization", "idempotency-key", "prefer"])
        {
            Assert.Contains(header, answer.Headers["access-control-allow-headers"], StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Preflight_OtherOrigin_IsNotAllowed() =>
        Assert.DoesNotContain("access-control-allow-origin", (await PreflightAsync("https://evil.example", "POST")).Headers.Keys);

    [Fact]
    public async Task Get_FromOrigins_OnlyTheAllowedOneMayRead()
    {
        foreach (var path in (string[])["/api/v1/chat/unknown", "/widget.js", "/csr/panel.0123456789abcdef.js"])
        {
            Assert.Equal(Shop, (await server.Customer.GetAsync(path, ("Origin", Shop))).Headers["access-control-allow-origin"]);
            Assert.DoesNotContain(
                "access-control-allow-origin",
                (await server.Customer.GetAsync(path, ("Origin", "https://evil.example"))).Headers.Keys
            );
            Assert.DoesNotContain("access-control-allow-origin", (await server.Customer.GetAsync(path, ("Origin", "null"))).Headers.Keys);
        }

        Assert.Contains(
            "Retry-After",
            (await server.Customer.GetAsync("/api/v1/chat/unknown", ("Origin", Shop))).Headers["access-control-expose-headers"],
            StringComparison.Ordinal
        );
    }

    private Task<ChatClientAnswer> PreflightAsync(string origin, string method) =>
        server.Customer.SendAsync(
            ChatClient.Request(
                HttpMethod.Options,
                ChatClient.Chat,
                null,
                ("Origin", origin),
                ("Access-Control-Request-Method", method),
                ("Access-Control-Request-Headers", "content-type,authorization,idempotency-key,prefer")
            )
        );

    private Task<ChatClientAnswer> PostAsync(string user) =>
        server.Customer.PostAsync(
            ChatClient.Chat,
            new { user_id = user, message = "How do I reset my password?" },
            ("Prefer", "respond-async")
        );

    public sealed class StrictServer()
        : TestServer(
            hasModel: false,
            ("RATE_LIMIT_PER_USER", "5"),
            ("RATE_LIMIT_GLOBAL", "20"),
            ("CORS_ORIGINS", $"https://www.example, {Shop}")
        );
}
