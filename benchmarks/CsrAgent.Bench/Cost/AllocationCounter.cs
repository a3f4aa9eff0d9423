namespace CsrAgent.Bench.Cost;

/// <summary>
/// Reads how many bytes servers have allocated since they started: the agent's metrics, or the figure of a server of the bench.
/// </summary>
internal sealed class AllocationCounter(params IReadOnlyList<Uri> addresses) : IDisposable
{
    private const string Metric = "dotnet_gc_heap_total_allocated_bytes_total";

    private readonly HttpClient _http = new();

    public static AllocationCounter OfAgent(params IReadOnlyList<string> servers) =>
        new([.. servers.Select(server => new Uri(server + "/metrics"))]) { IsAgent = true };

    public static AllocationCounter OfBenchServer(string server) => new(new Uri(server + BenchServer.Allocated));

    /// <summary>True for the whole server, whose histories can be read back and checked.</summary>
    public bool IsAgent { get; private init; }

    public async Task<double> ReadAsync(CancellationToken cancellationToken)
    {
        var sum = 0.0;
        foreach (var address in addresses) sum += Parse(await _http.GetStringAsync(address, cancellationToken));
        return sum;
    }

    public void Dispose() => _http.Dispose();

    private double Parse(string text)
    {
        var line = IsAgent ? text.Split('\n').First(line => line.StartsWith(Metric, StringComparison.Ordinal)).Split(' ')[1] : text;
        return double.Parse(line, BenchTexts.Culture);
    }
}
