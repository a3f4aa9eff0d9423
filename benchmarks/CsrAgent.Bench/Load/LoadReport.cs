using System.Text.Json;

namespace CsrAgent.Bench.Load;

/// <summary>What came of a measurement. Latencies in milliseconds, of replies that came within the measured time.</summary>
/// <param name="FirstTokenP50">Until the first words, of replies that came as streams; else 0.</param>
/// <param name="Errors">How many replies were wrong, by what was wrong; over the whole run, warm-up included.</param>
/// <param name="CheckedMessages">Messages that were looked up in the histories afterwards.</param>
/// <param name="Lost">Of those, how many have no reply.</param>
/// <param name="Doubled">Of those, how many stand there twice or have more than one reply.</param>
internal sealed record LoadReport(
    int Replies,
    double Seconds,
    double P50,
    double P95,
    double P99,
    double P999,
    double FirstTokenP50,
    double FirstTokenP95,
    IReadOnlyDictionary<string, int> Errors,
    int CheckedMessages,
    int Lost,
    int Doubled
)
{
    public double Throughput => Replies / Seconds;

    public int ErrorCount => Errors.Values.Sum();

    public static LoadReport Parse(string json) => JsonSerializer.Deserialize(json, BenchJson.Default.LoadReport)!;

    public string Write() => JsonSerializer.Serialize(this, BenchJson.Default.LoadReport);
}
