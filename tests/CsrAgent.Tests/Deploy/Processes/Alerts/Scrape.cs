using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Metrics;

namespace CsrAgent.Tests.Deploy.Processes.Alerts;

/// <summary>What Prometheus has of one process at one moment.</summary>
/// <param name="Target">As the label "instance" names it.</param>
/// <param name="Metrics">Null where it does not answer.</param>
internal sealed record Scrape(string Target, MetricsText? Metrics)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>A process that has not been there yet.</summary>
    public static Scrape None(string target) => new(target, MetricsText.None);

    /// <inheritdoc cref="Metrics"/>
    public IReadOnlyList<MetricSample>? Samples => Metrics?.Samples;

    /// <summary>As Prometheus asks: for OpenMetrics.</summary>
    public static async Task<Scrape> OfAsync(string target, RealServer server)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.BaseAddress), Timeout = Timeout };
        http.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text;version=1.0.0");
        try
        {
            var text = await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
            return new(target, MetricsText.Parse(text, isOpenMetrics: true));
        }
        catch (HttpRequestException) // Nobody listens there.
        {
            return new(target, null);
        }
    }

    /// <inheritdoc cref="MetricsText.Sum"/>
    public double Sum(string name, string? label = null) => Metrics?.Sum(name, label) ?? 0;
}
