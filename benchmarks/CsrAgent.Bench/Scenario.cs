namespace CsrAgent.Bench;

/// <summary>One kind of load, put on both servers in turns.</summary>
internal sealed record Scenario(string Name, int Customers)
{
    /// <summary>Whether the server is an API process and a worker over a Redis.</summary>
    public bool OverRedis { get; init; }

    /// <summary>How long the stub thinks.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How long a customer reads on average before writing again.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>From one message of a customer to the next, however long its reply takes; zero where customers wait for replies.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Whether replies come as event streams.</summary>
    public bool Streams { get; init; }

    /// <summary>How often each server is measured.</summary>
    public required int Rounds { get; init; }

    public required TimeSpan WarmUp { get; init; }

    public required TimeSpan Measured { get; init; }

    /// <summary>Before anything counts: both servers run until their code is compiled for good.</summary>
    public TimeSpan FirstWarmUp => Rounds > 1 ? TimeSpan.FromSeconds(OverRedis ? 30 : 60) : Measured;

    /// <summary>As much as goes through.</summary>
    public static Scenario Throughput(bool quick) =>
        new("throughput", 128)
        {
            Rounds = quick ? 1 : 3,
            WarmUp = TimeSpan.FromSeconds(quick ? 2 : 3),
            Measured = TimeSpan.FromSeconds(quick ? 5 : 10),
        };

    /// <summary>Many conversations whose customers read for some seconds: several times as quick as people on a website are.</summary>
    public static Scenario Concurrency(bool quick) => Concurrency(quick, 2_000, TimeSpan.FromSeconds(4));

    /// <summary>
    /// The same for more of them: at the pace of 2,000 they would be more messages than two cores get through, whoever answers.
    /// </summary>
    public static Scenario RedisConcurrency(bool quick) =>
        Concurrency(quick, 5_000, TimeSpan.FromSeconds(10)) with
        {
            OverRedis = true,
            WarmUp = TimeSpan.FromSeconds(16),
        };

    private static Scenario Concurrency(bool quick, int customers, TimeSpan pause) =>
        new("concurrency", customers)
        {
            Delay = TimeSpan.FromSeconds(1),
            Pause = pause,
            Rounds = quick ? 1 : 2,
            WarmUp = TimeSpan.FromSeconds(quick ? 6 : 8),
            Measured = TimeSpan.FromSeconds(quick ? 6 : 20),
        };

    /// <summary>1,000 messages a second from 10,000 open conversations, whatever the server does with them.</summary>
    public static Scenario Arrivals(bool quick) => Arriving("arrivals", quick, 10_000, TimeSpan.FromSeconds(10));

    /// <summary>500 messages a second whose replies come as event streams.</summary>
    public static Scenario Streaming(bool quick) => Arriving("streaming", quick, 2_500, TimeSpan.FromSeconds(5)) with { Streams = true };

    private static Scenario Arriving(string name, bool quick, int customers, TimeSpan interval) =>
        new(name, customers)
        {
            Delay = TimeSpan.FromSeconds(1),
            Interval = interval,
            Rounds = quick ? 1 : 2,
            WarmUp = interval + TimeSpan.FromSeconds(2),
            Measured = TimeSpan.FromSeconds(quick ? 10 : 30),
        };

    /// <summary>As many turns in flight as conversations: nobody reads, all write at once again.</summary>
    public static Scenario Saturation(bool quick) =>
        new("saturation", 2_000)
        {
            Delay = TimeSpan.FromSeconds(1),
            Rounds = quick ? 1 : 2,
            WarmUp = TimeSpan.FromSeconds(quick ? 4 : 5),
            Measured = TimeSpan.FromSeconds(quick ? 6 : 15),
        };
}
