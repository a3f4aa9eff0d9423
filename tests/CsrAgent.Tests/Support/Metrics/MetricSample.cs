namespace CsrAgent.Tests.Support.Metrics;

/// <summary>One line of /metrics.</summary>
/// <param name="Name">With the suffix of its kind.</param>
/// <param name="Labels">As they stand between the braces.</param>
/// <param name="Type">Of its family.</param>
internal sealed record MetricSample(string Name, string Labels, double Value, string Type)
{
    /// <summary>What one scrape must not have twice.</summary>
    public string Series => $"{Name}{{{Labels}}}";

    /// <summary>Only grows while its process lives.</summary>
    public bool IsCounter => Type is "counter" or "histogram";
}
