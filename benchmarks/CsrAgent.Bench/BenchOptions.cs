namespace CsrAgent.Bench;

/// <param name="Understanding">Measures how fast and how well messages are understood, in place of the server.</param>
/// <param name="Store">Measures the embedded store with years of data, in place of the server.</param>
/// <param name="Cost">Measures what a message costs beside the server of a first day.</param>
/// <param name="Memory">Measures what conversations, event streams and turns in flight hold.</param>
/// <param name="Root">The repository.</param>
internal sealed record BenchOptions(
    string Root,
    bool Quick,
    bool Save,
    bool Redis,
    string? Only,
    bool Understanding,
    bool Store,
    bool Cost,
    bool Memory
)
{
    public IEnumerable<Scenario> Scenarios => All.Where(scenario => Only is null || scenario.Name == Only);

    private Scenario[] All =>
        Redis
            ? [
                Scenario.Throughput(Quick) with { OverRedis = true },
                Scenario.RedisConcurrency(Quick),
                Scenario.Arrivals(Quick) with { OverRedis = true },
            ]
            : [
                Scenario.Throughput(Quick),
                Scenario.Concurrency(Quick),
                Scenario.Saturation(Quick),
                Scenario.Arrivals(Quick),
                Scenario.Streaming(Quick),
            ];

    /// <summary>Null when they cannot be understood.</summary>
    public static BenchOptions? Parse(string[] args)
    {
        var options = new BenchOptions(Directory.GetCurrentDirectory(), false, false, false, null, false, false, false, false);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--quick":
                    options = options with { Quick = true };
                    break;
                case "--understanding":
                    options = options with { Understanding = true };
                    break;
                case "--store":
                    options = options with { Store = true };
                    break;
                case "--cost":
                    options = options with { Cost = true };
                    break;
                case "--memory":
                    options = options with { Memory = true };
                    break;
                case "--save":
                    options = options with { Save = true };
                    break;
                case "--redis":
                    options = options with { Redis = true };
                    break;
                case "--only" when value is "throughput" or "concurrency" or "saturation" or "arrivals" or "streaming":
                    options = options with { Only = args[++i] };
                    break;
                case "--root" when value is not null:
                    options = options with { Root = args[++i] };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
