using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Metrics;

namespace CsrAgent.Tests.Deploy.Processes.Alerts;

/// <summary>What Prometheus has of one process at one moment.</summary>
/// <param name="Target">As the label "instance" names it.</param>
/// <param name="Samples">Null where it does not answer.</param>
internal sealed record Scrape(string Target, IReadOnlyList<MetricSample>? Samples)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>A process that has not been there yet.</summary>
    public static Scrape None(string target) => new(target, []);

    /// <summary>As Prometheus asks: for OpenMetrics.</summary>
    public static async Task<Scrape> OfAsync(string target, RealServer server)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.BaseAddress), Timeout = Timeout };
        http.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text;version=1.0.0");
        try
        {
            var text = await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
            return new(target, MetricsText.Parse(text, isOpenMetrics: true).Samples);
        }
        catch (HttpRequestException) // Nobody listens there.
        {
            return new(target, null);
        }
    }

    /// <summary>All series of a metric together.</summary>
    /// <param name="name">Of the metric.</param>
    /// <param name="label">Which of them, such as <c>loop="TurnWorker"</c>; null for all.</param>
    public double Sum(string name, string? label = null) =>
        (Samples ?? [])
            .Where(sample => sample.Name == name && (label is null || sample.Labels.Contains(label, StringComparison.Ordinal)))
            .Sum(sample => sample.Value);
}
