using System.Text.Json;

namespace CsrAgent.Bench.Load;

/// <summary>One measurement: who is asked, by how many at once, for how long.</summary>
/// <param name="Url">Where messages are posted.</param>
/// <param name="Customers">Conversations at once.</param>
/// <param name="Spread">Time over which they begin: real customers do not all press Enter in the same moment.</param>
/// <param name="Pause">How long a customer reads on average: half of this to one and a half.</param>
/// <param name="KeepsHistory">Whether the conversations can be read back and checked.</param>
/// <param name="Name">Part of every session's id, so that no two measurements share one.</param>
internal sealed record LoadPlan(
    string Url,
    int Customers,
    TimeSpan Spread,
    TimeSpan Pause,
    TimeSpan WarmUp,
    TimeSpan Measured,
    bool KeepsHistory,
    string Name
)
{
    /// <summary>
    /// From one message of a customer to the next, however long the reply takes; zero where a customer waits for it. Latency then counts
    /// from when the message was due, so that a server that stalls is charged for everybody whom it kept waiting.
    /// </summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Whether replies come as event streams.</summary>
    public bool Streams { get; init; }

    /// <summary>Messages after which a customer is satisfied and the next one comes.</summary>
    public const int MessagesPerConversation = 6;

    public static LoadPlan Parse(string json) => JsonSerializer.Deserialize(json, BenchJson.Default.LoadPlan)!;

    public string Write() => JsonSerializer.Serialize(this, BenchJson.Default.LoadPlan);
}
