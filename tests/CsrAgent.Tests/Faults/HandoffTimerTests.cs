using System.Text.Json;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults;

/// <summary>Nobody comes, or falls silent, while three servers on one Redis look after the timers and are killed meanwhile.</summary>
[Collection(FaultsCollection.Name)]
public sealed class HandoffTimerTests(ITestOutputHelper output)
{
    private const int Customers = 8;
    private const int Passed = 3;

    private const string Rules = """
        waits: {normal: 3s, high: 2s, urgent: 2s}
        person_silence: 3s
        teams:
          support: {fallback: leads}
          leads: {}
        """;

    private static readonly string List = $"{ChatClient.Admin}/escalations?limit=500";

    [Fact]
    public async Task Timers_ServersKilledMeanwhile_EachStepIsNotifiedOnceAndNothingIsStuck()
    {
        using var folder = new TempFolder();
        var rules = Path.Combine(folder.Path, "rules.yaml");
        await File.WriteAllTextAsync(rules, Rules, TestContext.Current.CancellationToken);
        (string, string)[] settings =
        [
            ("REDIS_URL", await SharedRedis.TakeDatabaseAsync()),
            ("ESCALATION_RULES", rules),
            ("RATE_LIMIT_PER_USER", "0"),
            ("LOG_LEVEL", "Error"),
        ];
        await using var one = await RealServer.StartAsync(settings);
        await using var two = await RealServer.StartAsync(settings);
        await using var three = await RealServer.StartAsync(settings);
        using var handoffs = new HandoffDriver(one.BaseAddress);
        var sessions = Enumerable.Range(0, Customers).Select(i => $"timer-{i}").ToList();

        foreach (var session in sessions) (await handoffs.SayAsync(session, "I want to talk to a human, please.", "m0")).Is(200);
        await KillAsync(two);
        await PassedOnAsync(handoffs, 1);
        await KillAsync(three);
        await PassedOnAsync(handoffs, Passed);

        var first = await AuditAsync(handoffs, sessions);
        foreach (var ticket in await TicketsAsync(handoffs)) (await handoffs.StepAsync(Text(ticket, "id"), "claim", "Mia")).Is(200);
        await KillAsync(two);
        await PassedOnAsync(handoffs, Passed);
        var second = await AuditAsync(handoffs, sessions);

        Report($"nobody there: {Customers} hand-offs, 3 servers, 2 kills: {string.Join(", ", first)}");
        Report($"then claimed by a person who is silent, 1 kill more, in all: {string.Join(", ", second)}");
        Assert.All(
            await TicketsAsync(handoffs),
            ticket => Assert.Equal(("open", "leads", "urgent"), (Text(ticket, "state"), Text(ticket, "team"), Text(ticket, "priority")))
        );
        Assert.Equal(
            new()
            {
                ["opened"] = Customers,
                ["passed on"] = (Passed - 1) * Customers,
                ["nobody there"] = Customers,
                ["person gone"] = 0,
            },
            first
        );
        Assert.Equal(
            new()
            {
                ["opened"] = Customers,
                ["passed on"] = 2 * (Passed - 1) * Customers,
                ["nobody there"] = 2 * Customers,
                ["person gone"] = Customers,
            },
            second
        );
    }

    private static async Task KillAsync(RealServer server)
    {
        await server.KillAsync();
        await server.StartAsync();
    }

    /// <summary>Until each is open and has been passed on so often, or for the last time.</summary>
    private static Task PassedOnAsync(HandoffDriver handoffs, int times) =>
        Until.TrueAsync(
            async () =>
                await TicketsAsync(handoffs) is { Count: Customers } tickets
                && tickets.All(ticket => IsLast(ticket) || (times < Passed && Text(ticket, "team") == "leads")),
            TimeSpan.FromSeconds(90),
            $"each hand-off was passed on {times} times",
            TestContext.Current.CancellationToken
        );

    private static bool IsLast(JsonElement ticket) =>
        Text(ticket, "state") == "open" && ticket.GetProperty("overdue_at").ValueKind == JsonValueKind.Null;

    private static async Task<List<JsonElement>> TicketsAsync(HandoffDriver handoffs) =>
        [.. (await handoffs.GetAsync(List)).Is(200)["escalations"].EnumerateArray()];

    private static async Task<Dictionary<string, int>> AuditAsync(HandoffDriver handoffs, List<string> sessions)
    {
        var counts = new Dictionary<string, int>
        {
            ["opened"] = 0,
            ["passed on"] = 0,
            ["nobody there"] = 0,
            ["person gone"] = 0,
        };
        foreach (var session in sessions)
        {
            var messages = (await handoffs.HistoryAsync(session)).Is(200)["messages"].EnumerateArray();
            foreach (var message in messages.Where(message => Text(message, "role") == "agent")) counts[KindOf(Text(message, "text"))]++;
        }

        return counts;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string KindOf(string text) =>
        text.Contains("will take over here", StringComparison.Ordinal) ? "opened"
        : text.StartsWith("Thank you for your patience", StringComparison.Ordinal) ? "passed on"
        : text.StartsWith("I'm sorry, nobody has been able", StringComparison.Ordinal) ? "nobody there"
        : text.StartsWith("I'm sorry, the colleague who took over", StringComparison.Ordinal) ? "person gone"
        : throw new InvalidOperationException($"The agent said something else: {text}");

    private void Report(string line)
    {
        output.WriteLine(line);
        Console.WriteLine($"hand-off timers: {line}");
    }
}
