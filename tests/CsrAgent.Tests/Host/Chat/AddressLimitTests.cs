using System.Globalization;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat;

/// <summary>
/// What is not a message is limited by address: behind a proxy by the one that the proxy saw, whatever the client claims.
/// </summary>
[Trait("Category", "Slow")]
public sealed class AddressLimitTests(AddressLimitTests.StrictServer server) : IClassFixture<AddressLimitTests.StrictServer>
{
    private const int Limit = 8;

    [Theory]
    [InlineData("GET", "/{session}", "198.51.100.1")]
    [InlineData("GET", "/{session}/events", "198.51.100.2")]
    [InlineData("DELETE", "/{session}", "198.51.100.3")]
    [InlineData("POST", "/sessions", "198.51.100.4")]
    [InlineData("POST", "/{session}/feedback", "198.51.100.5")]
    [InlineData("POST", "/{session}/escalate", "198.51.100.6")]
    [InlineData("DELETE", "/{session}/escalate", "198.51.100.11")]
    [InlineData("GET", "/articles?query=refund", "198.51.100.12")]
    [InlineData("GET", "/articles/text?id=unknown", "198.51.100.13")]
    public async Task Call_MoreThanTheLimit_GetsRetryAfterAndMessagesStillPass(string method, string path, string address)
    {
        path = path.Replace("{session}", "unknown", StringComparison.Ordinal);
        for (var i = 0; i < Limit; i++) Assert.NotEqual(429, (await CallAsync(method, path, address)).Status);

        var refused = (await CallAsync(method, path, address)).IsProblem(429, "rate_limited");

        Assert.InRange(int.Parse(refused.Headers["retry-after"], CultureInfo.InvariantCulture), 1, 8);
        Assert.NotEqual(429, (await CallAsync(method, path, "203.0.113.77", ("X-API-Key", RealServer.ApiKey))).Status);
        (await SayAsync(address)).Is(202);
    }

    [Fact]
    public async Task Call_WithInventedAddresses_IsCountedByTheOneThatTheProxySaw()
    {
        for (var i = 0; i < Limit; i++) await CallAsync("GET", "/unknown", $"192.0.2.{i}, 198.51.100.7");

        (await CallAsync("GET", "/unknown", "192.0.2.99, 198.51.100.7")).IsProblem(429, "rate_limited");
    }

    [Fact]
    public async Task Call_FromOneIPv6Network_IsCountedTogether()
    {
        for (var i = 1; i <= Limit; i++) await CallAsync("GET", "/unknown", $"2001:db8:7:7::{i}");

        (await CallAsync("GET", "/unknown", "2001:db8:7:7:ffff::1")).IsProblem(429, "rate_limited");
        (await CallAsync("GET", "/unknown", "2001:db8:7:8::1")).Is(404);
    }

    [Fact]
    public async Task Call_WithAnApiKey_IsNotLimited()
    {
        for (var i = 0; i < 2 * Limit; i++)
        {
            (await CallAsync("GET", "/unknown", "198.51.100.8", ("X-API-Key", RealServer.ApiKey))).Is(404);
        }
    }

    [Fact]
    public async Task Events_MoreThanAnAddressMayHold_AreRefusedToItAlone()
    {
        var sessions = Enumerable.Range(0, 3).Select(_ => ChatClient.NewSession()).ToList();
        foreach (var session in sessions) (await server.Customer.SayAsync(session, "How do I reset my password?")).Is(200);
        var open = new List<ChatClientStream>();
        foreach (var session in sessions.Take(2)) open.Add(await WatchAsync(session, "198.51.100.9"));

        (await CallAsync("GET", $"/{sessions[2]}/events", "198.51.100.9")).IsProblem(503, "too_many_streams");
        open.Add(await WatchAsync(sessions[2], "198.51.100.10"));

        // The open streams, more than MAX_CONCURRENT_CHATS, take no message's room.
        (await server.Customer.SayAsync(sessions[0], "How do I reset my password?")).Is(200);
        foreach (var stream in open) await stream.DisposeAsync();
    }

    private Task<ChatClientStream> WatchAsync(string session, string address) =>
        server.Customer.OpenAsync(
            ChatClient.Request(HttpMethod.Get, $"{ChatClient.Chat}/{session}/events", null, ("X-Forwarded-For", address))
        );

    private Task<ChatClientAnswer> CallAsync(string method, string path, string address, params (string, string)[] headers) =>
        server.Customer.SendAsync(
            ChatClient.Request(
                HttpMethod.Parse(method),
                ChatClient.Chat + path,
                method == "POST" ? new { user_id = "ann" } : null,
                [("X-Forwarded-For", address), .. headers]
            )
        );

    private Task<ChatClientAnswer> SayAsync(string address) =>
        server.Customer.PostAsync(
            ChatClient.Chat,
            new { user_id = "ann", message = "How do I reset my password?" },
            ("Prefer", "respond-async"),
            ("X-Forwarded-For", address)
        );

    public sealed class StrictServer()
        : TestServer(
            hasModel: false,
            ("RATE_LIMIT_PER_ADDRESS", Limit.ToString(CultureInfo.InvariantCulture)),
            ("MAX_STREAMS_PER_ADDRESS", "2"),
            ("MAX_CONCURRENT_CHATS", "2")
        );
}
