using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>
/// What fault tests of fleets share: a slow and faulty model, a load, something that goes wrong meanwhile, and the audit afterwards.
/// </summary>
[Collection(FaultsCollection.Name)]
public abstract class FleetTest(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected FakeClaude Claude { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Claude = await FakeClaude.StartAsync();
        Claude.KeepsRequests = false;
        Claude.Script = Answer;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Claude.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<Fleet> StartAsync(int apis, int workers, string redis, params (string Name, string Value)[] settings) =>
        Fleet.StartAsync(
            apis,
            workers,
            redis,
            [("CLAUDE_BASE_URL", Claude.BaseAddress), ("CLAUDE_API_KEY", "test"), ("MODEL_RETRY_DELAY", "50ms"), .. settings]
        );

    /// <summary>
    /// Runs a load while <paramref name="harm"/> does its worst, then looks whether each accepted message has exactly one reply.
    /// </summary>
    /// <param name="what">For the report.</param>
    /// <param name="fleet">Under test.</param>
    /// <param name="size">Of the load.</param>
    /// <param name="harm">Ends when the load is over, and tells it of each strike.</param>
    /// <param name="addresses">Whom customers may ask just now; null: all of the fleet, also those that are down.</param>
    /// <returns>The load that is over.</returns>
    private protected async Task<FleetLoad> ProveAsync(
        string what,
        Fleet fleet,
        FleetSize size,
        Func<FleetLoad, Task> harm,
        Func<IReadOnlyList<string>>? addresses = null
    )
    {
        using var load = new FleetLoad(addresses ?? (() => fleet.Addresses), size);
        var running = load.RunAsync(Token);
        var struck = harm(load);
        await await Task.WhenAny(running, struck);
        await running;
        await struck;

        using var admin = fleet.Admin();
        var audit = new HistoryAudit(admin);
        await audit.CheckAsync(load.Sent);
        load.MaxWaitOfOneMessage = audit.MaxWaitOfOneMessage;
        Report(
            $"{what}: {load.Strikes} times, {load.Conversations} conversations, {audit}, {audit.HandedOver} handed over, "
                + $"{audit.DeadLetters} dead letters"
        );
        Report($"({load})");
        Assert.Empty(audit.Faults.Take(10));
        Assert.Equal((audit.Accepted, 0, 0, 0), (audit.AnsweredOnce, audit.Lost, audit.Doubled, audit.OutOfOrder));
        Assert.Equal(load.Conversations * FleetSize.Messages, audit.Accepted);
        Assert.Equal((0, 0), (audit.HandedOver, audit.DeadLetters));
        Assert.Empty(Claude.Violations);
        return load;
    }

    /// <summary>Strikes again and again until the load is over.</summary>
    private protected static async Task AgainAndAgainAsync(FleetLoad load, TimeSpan every, Func<Task> strike)
    {
        while (true)
        {
            await Task.Delay(every, TimeProvider.System, Token);
            if (load.IsOver) return;
            await strike();
            load.Struck();
        }
    }

    /// <summary>Strikes one server after the other, round and round, until the load is over.</summary>
    private protected static async Task EachInTurnAsync(FleetLoad load, IEnumerable<RealServer> servers, Func<RealServer, Task> strike)
    {
        while (!load.IsOver)
        {
            foreach (var server in servers)
            {
                await strike(server);
                load.Struck();
            }
        }
    }

    private protected void Report(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    /// <summary>One in twenty calls fails, in all the ways that the API has.</summary>
    private FakeClaudeReply Answer(FakeClaudeRequest request)
    {
        var whole = FakeClaudeReply.Default(request) with { Latency = Latency };
        return Random.Shared.Next(20) != 0 || whole is not FakeClaudeMessage message
            ? whole
            : Random.Shared.Next(5) switch
            {
                0 => FakeClaudeReply.Overloaded,
                1 => FakeClaudeReply.ServerError,
                2 => FakeClaudeReply.RateLimited with { RetryAfterMs = 100 },
                3 => new FakeClaudeReset(),
                _ => new FakeClaudeCut(message, FakeCut.Reset),
            };
    }
}
