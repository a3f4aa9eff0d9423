using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Faults;

/// <summary>SIGTERM under load, with and without a SIGKILL behind it: what was accepted is answered, now or after the restart.</summary>
[Collection(FaultsCollection.Name)]
public sealed class StopTests : IAsyncLifetime
{
    private const int Sessions = 10;

    private FakeClaude _claude = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _claude = await FakeClaude.StartAsync();

    public ValueTask DisposeAsync() => _claude.DisposeAsync();

    [Fact]
    public async Task Stop_TurnsInFlight_AreFinishedAndTheirCallersAnswered()
    {
        _claude.Script = request => FakeClaudeReply.Default(request) with { Latency = TimeSpan.FromSeconds(2) };
        await using var server = await StartAsync(("SHUTDOWN_TIMEOUT", "60s"));
        using var customer = new ChatClient(server.BaseAddress);
        var asking = Enumerable.Range(0, Sessions).Select(i => customer.SayAsync($"s{i}", "When are you open?", "m")).ToList();
        await Until.TrueAsync(() => _claude.Requests.Count == Sessions, "all turns run");

        Assert.Equal(0, await server.StopAsync());

        foreach (var answer in await Task.WhenAll(asking)) Assert.NotEmpty(answer.Is(200).Text("message"));
    }

    [Fact]
    public async Task Stop_TurnsThatOutlastTheShutdownTimeout_AreAnsweredAfterTheRestartWithoutWaitingForTheirLease()
    {
        // An attempt that were counted would be the last one, and a lease that were left would outlast the test.
        _claude.Script = _ => new FakeClaudeHang();
        await using var server = await StartAsync(("SHUTDOWN_TIMEOUT", "1s"), ("MAX_ATTEMPTS", "1"), ("LEASE_TIME", "10m"));
        var sent = await SendAsync(server);
        await Until.TrueAsync(() => _claude.Requests.Count == Sessions, "all turns run");

        Assert.Equal(0, await server.StopAsync());

        await AuditAfterRestartAsync(server, sent);
    }

    /// <summary>Nobody is cut off: who waits for a reply is told where it will be, as soon as turns may run no longer.</summary>
    [Fact]
    public async Task Stop_CallersThatWaitForLonger_GetTheAddressOfTheReply()
    {
        _claude.Script = _ => new FakeClaudeHang();
        await using var server = await StartAsync(("SHUTDOWN_TIMEOUT", "2s"));
        using var customer = new ChatClient(server.BaseAddress);
        var asking = Enumerable.Range(0, Sessions).Select(i => customer.SayAsync($"s{i}", "When are you open?", "m")).ToList();
        await using var stream = await customer.StreamAsync("watched", "When are you open?", "m");
        await Until.TrueAsync(() => _claude.Requests.Count > Sessions, "all turns run");
        var start = TimeProvider.System.GetTimestamp();

        Assert.Equal(0, await server.StopAsync());

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        foreach (var answer in await Task.WhenAll(asking)) Assert.StartsWith("/api/v1/chat/s", answer.Is(202).Text("location"));
        Assert.Equal("turn_takes_long", (await stream.AllAsync())[^1].Text("code"));
    }

    [Fact]
    public async Task Kill_DuringAnOrderlyStop_LosesNothing()
    {
        _claude.Script = _ => new FakeClaudeHang();
        await using var server = await StartAsync(("SHUTDOWN_TIMEOUT", "60s"), ("LEASE_TIME", "10m"));
        var sent = await SendAsync(server);
        await Until.TrueAsync(() => _claude.Requests.Count == Sessions, "all turns run");

        server.Terminate();
        await Until.TrueAsync(() => server.Output.Contains("shutting down", StringComparison.Ordinal), "it is stopping");
        await server.KillAsync();

        await AuditAfterRestartAsync(server, sent);
    }

    [Fact]
    public async Task Stop_AgainAndAgainUnderLoad_AnswersEveryAcceptedMessageExactlyOnce()
    {
        _claude.Script = request => FakeClaudeReply.Default(request) with { Latency = TimeSpan.FromMilliseconds(30) };
        await using var server = await StartAsync(("RATE_LIMIT_PER_USER", "0"), ("MAX_ATTEMPTS", "1"), ("LOG_LEVEL", "Warning"));
        var customers = Enumerable.Range(0, 6).Select(i => new Customer(server.BaseAddress, $"c{i}", i)).ToList();
        using var stop = new CancellationTokenSource();
        var talks = customers.Select(c => Task.Run(() => c.TalkAsync(stop.Token, Token), Token)).ToList();
        for (var round = 1; round <= 4; round++)
        {
            var enough = customers.Sum(c => c.Accepted) + 30;
            await Until.TrueAsync(() => customers.Sum(c => c.Accepted) >= enough, "the customers could talk");
            Assert.Equal(0, await server.StopAsync());
            await server.StartAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(talks);
        await AuditAsync(server, [.. customers.SelectMany(c => c.Sent)]);
        customers.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task Stop_WithAWatchedConversation_DoesNotWaitForItsViewer()
    {
        await using var server = await StartAsync(("SHUTDOWN_TIMEOUT", "60s"));
        using var customer = new ChatClient(server.BaseAddress);
        await customer.SayAsync("s1", "When are you open?");
        await using var watching = await customer.EventsAsync("s1");
        await watching.NextAsync();
        var start = TimeProvider.System.GetTimestamp();

        Assert.Equal(0, await server.StopAsync());

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    private static async Task<List<SentMessage>> SendAsync(RealServer server)
    {
        using var customer = new Customer(server.BaseAddress, "ann", 1);
        for (var i = 0; i < Sessions; i++) await customer.AskAsync($"s{i}", "When are you open?", Asking.Later, Token);
        return customer.Sent;
    }

    private static async Task AuditAsync(RealServer server, List<SentMessage> sent)
    {
        using var admin = new ChatClient(server.BaseAddress, ("X-API-Key", RealServer.ApiKey));
        var audit = new HistoryAudit(admin);
        await audit.CheckAsync(sent);
        Assert.Empty(audit.Faults);
        Assert.Equal((sent.Count, 0, 0), (audit.AnsweredOnce, audit.HandedOver, audit.DeadLetters));
    }

    private async Task AuditAfterRestartAsync(RealServer server, List<SentMessage> sent)
    {
        _claude.Script = FakeClaudeReply.Default;
        await server.StartAsync();
        await AuditAsync(server, sent);
    }

    private Task<RealServer> StartAsync(params (string Name, string Value)[] settings) =>
        RealServer.StartAsync([("CLAUDE_BASE_URL", _claude.BaseAddress), ("CLAUDE_API_KEY", "test"), .. settings]);
}
