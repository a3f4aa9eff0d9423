using System.Globalization;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>
/// Processes over one Redis: how they start, how they say that they cannot, and what they refuse when there is too much.
/// </summary>
[Collection(FaultsCollection.Name)]
public sealed class FleetStartTests
{
    private const string Question = "When are you open?";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_RedisIsNotThere_WaitsAndSaysSo()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        var port = FreePort.Find().ToString(CultureInfo.InvariantCulture);
        await using var server = new RealServer(("REDIS_URL", redis.Url), ("REDIS_TIMEOUT", "500ms"), ("PORT", port));
        using var probe = new ChatClient($"http://127.0.0.1:{port}");

        var starting = server.StartAsync();
        await Until.TrueAsync(() => server.Output.Contains("Waiting for Redis at ", StringComparison.Ordinal), "it says what it waits for");
        Assert.False(starting.IsCompleted);
        await Until.TrueAsync(() => IsAliveAsync(probe), TimeSpan.FromSeconds(20), "it is alive", Token);
        Assert.Equal("not_ready", (await probe.GetAsync("/health/ready")).Is(503).Text("status"));
        (await probe.SayAsync("s1", Question)).Is(503);
        await redis.StartAsync();
        await starting;

        using var customer = new ChatClient(server.BaseAddress);
        (await customer.SayAsync("s1", Question)).Is(200);
    }

    private static async Task<bool> IsAliveAsync(ChatClient probe)
    {
        try
        {
            return (await probe.GetAsync("/health/live")).Status == 200;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [Fact]
    public async Task Start_ARoleWithoutTheStoreThatItNeeds_IsRefused()
    {
        await using var server = new RealServer(("ROLES", "api"));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(server.StartAsync);
        await server.ExitedAsync();

        Assert.Contains("set REDIS_URL", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_RedisIsAway_IsAliveAndNotReady()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var server = await RealServer.StartAsync(("REDIS_URL", redis.Url), ("REDIS_TIMEOUT", "500ms"));
        using var client = new ChatClient(server.BaseAddress);
        (await client.GetAsync("/health/ready")).Is(200);

        await redis.KillAsync();
        await UntilStatusAsync(client, 503);
        (await client.GetAsync("/health/live")).Is(200);

        await redis.StartAsync();
        await UntilStatusAsync(client, 200);
    }

    [Fact]
    public async Task Post_MoreThanThereIsRoomFor_GetsRetryAfterAndTheRestIsAnswered()
    {
        await using var claude = await FakeClaude.StartAsync();
        claude.Script = _ => new FakeClaudeHang();
        await using var redis = await RedisServer.StartAsync();
        await using var fleet = await Fleet.StartAsync(
            1,
            1,
            redis.Url,
            ("CLAUDE_BASE_URL", claude.BaseAddress),
            ("CLAUDE_API_KEY", "test"),
            ("MESSAGE_QUEUE_SIZE", "3"),
            ("TURN_TIMEOUT", "60s"),
            ("SHUTDOWN_TIMEOUT", "1s")
        );
        using var customer = fleet.Admin();
        Task<ChatClientAnswer> LaterAsync(string session) =>
            customer.PostAsync(
                ChatClient.Chat,
                new
                {
                    session_id = session,
                    user_id = "ann",
                    message = Question,
                },
                ("Prefer", "respond-async")
            );
        for (var i = 0; i < 3; i++) (await LaterAsync($"s{i}")).Is(202);

        // The depth is counted by each process and reconciled with Redis, so a full queue shows in a moment.
        ChatClientAnswer? refused = null;
        await Until.TrueAsync(
            async () => (refused = await LaterAsync("late")).Status == 503,
            TimeSpan.FromSeconds(20),
            "the queue is full",
            Token
        );

        refused!.IsProblem(503, "queue_full");
        Assert.InRange(int.Parse(refused.Headers["retry-after"], CultureInfo.InvariantCulture), 1, 60);
        claude.Script = FakeClaudeReply.Default;
        await fleet.Workers[0].StopAsync();
        await fleet.Workers[0].StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await customer.WaitAsync($"{ChatClient.Chat}/s{i}", history => history["messages"].GetArrayLength() == 2);
        }
    }

    [Fact]
    public async Task Post_MoreWaitingCustomersThanThereIsRoomFor_GetRetryAfter()
    {
        await using var claude = await FakeClaude.StartAsync();
        claude.Script = _ => new FakeClaudeHang();
        await using var redis = await RedisServer.StartAsync();
        await using var fleet = await Fleet.StartAsync(
            1,
            1,
            redis.Url,
            ("CLAUDE_BASE_URL", claude.BaseAddress),
            ("CLAUDE_API_KEY", "test"),
            ("MAX_CONCURRENT_CHATS", "2"),
            ("SHUTDOWN_TIMEOUT", "1s")
        );
        using var customer = fleet.Admin();
        var waiting = Enumerable.Range(0, 2).Select(i => customer.SayAsync($"s{i}", Question)).ToList();
        await Until.TrueAsync(() => claude.Requests.Count == 2, "both turns run");

        var refused = (await customer.SayAsync("s9", Question)).IsProblem(503, "too_many_chats");

        Assert.Equal("1", refused.Headers["retry-after"]);
        claude.Script = FakeClaudeReply.Default;
        await fleet.Workers[0].StopAsync();
        await fleet.Workers[0].StartAsync();
        foreach (var answer in await Task.WhenAll(waiting)) answer.Is(200);
    }

    private static Task UntilStatusAsync(ChatClient client, int status) =>
        Until.TrueAsync(
            async () => (await client.GetAsync("/health/ready")).Status == status,
            TimeSpan.FromSeconds(30),
            $"readiness is {status}",
            Token
        );
}
