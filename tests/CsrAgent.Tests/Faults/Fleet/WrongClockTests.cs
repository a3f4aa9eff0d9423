using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>One worker's clock is wrong: that must be told, and harm nobody.</summary>
public sealed class WrongClockTests(ITestOutputHelper output) : FleetTest(output)
{
    private static readonly TimeSpan Slowly = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Work_OneOfTwoWorkersIs200SecondsAhead_NobodyIsHandedOverAndNoLeaseIsStolen()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(1, 1, redis.Url, ("MAX_SILENCE", "3m"));
        var wrong = await fleet.AddWorkerAsync(WrongClock.Ahead(seconds: 200));
        Assert.Contains("The clock of this machine is 200.0 s ahead of that of Redis", wrong.Output, StringComparison.Ordinal);

        await ProveAsync(
            "A worker 200 s ahead",
            fleet,
            FleetSize.Of(full: 500, quick: 40),
            async load =>
            {
                while (!load.IsOver)
                {
                    await Task.Delay(Slowly, TimeProvider.System, Token);
                    load.Struck();
                }
            }
        );

        var right = fleet.Workers[0];
        Assert.DoesNotContain("was lost", right.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("was refused", right.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("clock", right.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_OneOfTwoProcessesIs200SecondsAhead_RefusesNobodyAtTheOther()
    {
        await using var redis = await RedisServer.StartAsync();
        (string, string)[] limit = [("REDIS_URL", redis.Url), ("RATE_LIMIT_GLOBAL", "1000")];
        await using var right = await RealServer.StartAsync(limit);
        await using var wrong = await RealServer.StartAsync([.. limit, .. WrongClock.Ahead(seconds: 200)]);
        using var there = new ChatClient(wrong.BaseAddress);
        using var here = new ChatClient(right.BaseAddress);

        (await there.SayAsync("s1", "When are you open?")).Is(200);

        (await here.SayAsync("s2", "When are you open?")).Is(200);
    }

    /// <summary>The time of an erasure is Redis's; so is the time from which a token opens its session.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(-200)]
    public async Task Token_OfAProcessWithAWrongClock_OpensItsSessionUntilTheErasureAndOneFromAfterItDoesAgain(int seconds)
    {
        const string Sessions = $"{ChatClient.Chat}/sessions";
        await using var redis = await RedisServer.StartAsync();
        (string, string)[] tokens = [("REDIS_URL", redis.Url), ("CHAT_AUTH", "token")];
        await using var right = await RealServer.StartAsync(tokens);
        await using var wrong = await RealServer.StartAsync([.. tokens, .. WrongClock.Ahead(seconds)]);
        using var admin = new ChatClient(wrong.BaseAddress, ("X-API-Key", RealServer.ApiKey));
        using var anybody = new ChatClient(wrong.BaseAddress);
        var opened = (await anybody.PostAsync(Sessions, new { user_id = "ann" })).Is(201);
        var session = opened.Text("session_id");
        using var before = With(right, opened.Text("session_token"));
        using var beforeThere = With(wrong, opened.Text("session_token"));
        (await before.SayAsync(session, "When are you open?")).Is(200);

        (await admin.DeleteAsync($"{ChatClient.Admin}/customers/ann")).Is(200);
        var again = (await admin.PostAsync(Sessions, new { user_id = "ann", session_id = session })).Is(201);
        using var after = With(right, again.Text("session_token"));

        (await before.SayAsync(session, "When are you open?")).IsProblem(401, "session_closed");
        (await beforeThere.PostAsync(Sessions, new { user_id = "ann", session_id = session })).IsProblem(401, "session_closed");
        (await after.SayAsync(session, "When are you open?")).Is(200);

        static ChatClient With(RealServer server, string token) => new(server.BaseAddress, ("Authorization", $"Bearer {token}"));
    }
}
