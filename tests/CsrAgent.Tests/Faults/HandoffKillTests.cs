using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults;

/// <summary>The server dies around every step of hand-offs, while a person and a customer go on with their calls.</summary>
[Collection(FaultsCollection.Name)]
public sealed class HandoffKillTests(ITestOutputHelper output)
{
    private const int Rounds = 6;

    /// <summary>What a killed server leaves leased is due again soon.</summary>
    private static readonly (string, string)[] Settings =
    [
        ("RATE_LIMIT_PER_USER", "0"),
        ("LOG_LEVEL", "Warning"),
        ("LEASE_TIME", "1s"),
        ("MAX_ATTEMPTS", "100"),
    ];

    private static readonly string[] Steps = ["escalate", "wait", "claim", "reply", "return", "turn"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_AroundEachStep_Embedded_EachIsDoneOnce()
    {
        await using var server = await RealServer.StartAsync(Settings);
        await KillAroundEachStepAsync(server, "SQLite");
    }

    [Fact]
    public async Task Kill_AroundEachStep_OverRedis_EachIsDoneOnce()
    {
        await using var server = await RealServer.StartAsync([.. Settings, ("REDIS_URL", await SharedRedis.TakeDatabaseAsync())]);
        await KillAroundEachStepAsync(server, "Redis");
    }

    private async Task KillAroundEachStepAsync(RealServer server, string store)
    {
        using var handoffs = new HandoffDriver(server.BaseAddress);
        var random = new Random(20260302);
        var counts = new HandoffCounts();
        for (var round = 0; round < Rounds; round++)
        {
            var deadly = Steps[round % Steps.Length];
            await TalkAsync(server, handoffs, $"{store}-{round}", step => step == deadly, random, counts);
        }

        output.WriteLine($"{store}: {counts} ({handoffs.Retries} calls sent again)");
        Console.WriteLine($"hand-off, kill -9 around each step, {store}: {counts}");
        var expected = new HandoffCounts
        {
            Handoffs = 2 * Rounds,
            Kills = Rounds,
            CustomerMessages = 15 * Rounds,
            NotifiedOnce = 2 * Rounds,
            Claims = 2 * Rounds,
            RepliesOnce = 3 * Rounds,
            AnswersByTheAgent = 2 * Rounds,
        };
        Assert.Equal(expected, counts);
        var stats = await handoffs.GetAsync($"{ChatClient.Admin}/stats");
        Assert.Equal((0, 0), (stats.Is(200)["waiting_messages"].GetInt64(), stats["dead_letters"].GetInt64()));
    }

    /// <summary>
    /// A question, a hand-off, ten messages while nobody is there, two replies, back to the agent, and all again. One step of it kills the
    /// server.
    /// </summary>
    private static async Task TalkAsync(
        RealServer server,
        HandoffDriver handoffs,
        string session,
        Func<string, bool> isDeadly,
        Random random,
        HandoffCounts counts
    )
    {
        (await handoffs.SayAsync(session, "How do I reset my password?", "m0")).Is(200);
        var id = (await StepAsync("escalate", () => handoffs.EscalateAsync(session))).Is(200)["escalation"].GetProperty("id").GetString()!;
        for (var i = 1; i <= 10; i++)
        {
            var (text, key) = ($"Is anybody there? ({i})", $"m{i}");
            if (i == 5) await StepAsync("wait", () => handoffs.SayAsync(session, text, key));
            else await handoffs.SayAsync(session, text, key);
        }

        (await StepAsync("claim", () => handoffs.StepAsync(id, "claim", "Mia"))).Is(200);
        Assert.Contains(
            "by Mia",
            (await handoffs.StepAsync(id, "claim", "Ben")).IsProblem(409, "escalation_state").Text("detail"),
            StringComparison.Ordinal
        );
        (await StepAsync("reply", () => handoffs.ReplyAsync(id, "Mia", "I am here.", "r1"))).Is(200);
        (await handoffs.SayAsync(session, "At last!", "m11")).Is(200);
        (await handoffs.ReplyAsync(id, "Mia", "All done.", "r2")).Is(200);
        var returned = await StepAsync("return", () => handoffs.StepAsync(id, "return", "Mia"));
        if (returned.Status != 200)
        {
            Assert.Contains("returned by Mia", returned.IsProblem(409, "escalation_state").Text("detail"), StringComparison.Ordinal);
        }

        Assert.Equal("bot", (await handoffs.SayAsync(session, "How do I track my order?", "m12")).Is(200).Text("status"));
        var again = (await StepAsync("turn", () => handoffs.SayAsync(session, "I want to talk to a human, please.", "m13")))
            .Is(200)["escalation"]
            .GetProperty("id")
            .GetString()!;
        (await handoffs.StepAsync(again, "claim", "Ben")).Is(200);
        (await handoffs.ReplyAsync(again, "Ben", "Hello again.", "r3")).Is(200);
        (await handoffs.SayAsync(session, "Thank you, good bye", "m14")).Is(200);
        (await handoffs.StepAsync(again, "resolve", "Ben")).Is(200);
        counts.Add(await handoffs.HistoryAsync(session), [id, again]);

        async Task<ChatClientAnswer> StepAsync(string step, Func<Task<ChatClientAnswer>> call)
        {
            if (!isDeadly(step)) return await call();
            var calling = call();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(12)), TimeProvider.System, Token);
            await server.KillAsync();
            counts.Kills++;
            await server.StartAsync();
            return await calling;
        }
    }
}
