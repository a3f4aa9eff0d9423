using System.Globalization;
using System.Text;
using CsrAgent.Tests.Support.Metrics;

namespace CsrAgent.Tests.Deploy.Processes.Alerts;

/// <summary>
/// Turns the scrapes of a fault that lasted for seconds into the series of hours, as a test of <c>promtool test rules</c>: a while as it
/// was before, then what was counted during the fault in each minute anew.
/// </summary>
internal static class StretchedTime
{
    /// <summary>Minutes before the fault, more than those for which a counter counts as new.</summary>
    private const int Calm = 20;

    /// <summary>Minutes of it: more than the hour that the slowest alert takes.</summary>
    private const int Fault = 75;

    private static readonly HashSet<string> Read =
    [
        .. PromQl.OfRules().SelectMany(rule => PromQl.MetricsIn(rule.Query)),
        "http_server_request_duration_seconds_count",
    ];

    /// <param name="recording">Of the fault.</param>
    /// <param name="rules">Files with the rules.</param>
    /// <param name="alerts">Those that fire at some time while the fault is there: these, and no other. None fires before.</param>
    public static string Test(Recording recording, IEnumerable<string> rules, IEnumerable<string> alerts)
    {
        var test = new StringBuilder();
        test.AppendLine(CultureInfo.InvariantCulture, $"rule_files: [{string.Join(", ", rules)}]");
        test.AppendLine("evaluation_interval: 1m");
        test.AppendLine("tests:");
        test.AppendLine("  - interval: 1m");
        test.AppendLine("    input_series:");
        foreach (var (series, values) in recording.Targets.SelectMany(target => Stretch(recording, target.Before, target.During)))
        {
            test.AppendLine(CultureInfo.InvariantCulture, $"      - {{ series: '{series}', values: '{values}' }}");
        }
        test.AppendLine("    promql_expr_test:");
        Expect(test, minute: Calm - 1, minutes: 1, []);
        Expect(test, minute: Calm + Fault - 1, minutes: Fault, alerts);
        return test.ToString();
    }

    private static void Expect(StringBuilder test, int minute, int minutes, IEnumerable<string> alerts)
    {
        var samples = alerts.Select(alert => $$"""{ labels: '{alertname="{{alert}}"}', value: 1 }""");
        test.AppendLine(
            CultureInfo.InvariantCulture,
            $$"""
                  - expr: 'group by (alertname) (max_over_time(ALERTS{alertstate="firing"}[{{minutes}}m]))'
                    eval_time: {{minute}}m
                    exp_samples: [{{string.Join(", ", samples)}}]
            """
        );
    }

    private static IEnumerable<(string Series, string Values)> Stretch(Recording recording, Scrape before, Scrape during)
    {
        var wasThere = before.Samples is { Count: > 0 };
        yield return (
            $$"""up{job="csr-agent",instance="{{before.Target}}"}""",
            Values(wasThere ? 1 : null, during.Samples is null ? 0 : 1, step: 0)
        );
        var (old, now) = (BySeries(before), BySeries(during));
        var read = old.Values.Concat(now.Values).DistinctBy(sample => sample.Series).Where(sample => Read.Contains(sample.Name));
        foreach (var sample in read)
        {
            var (first, last) = (ValueOf(old, sample, recording), ValueOf(now, sample, recording));
            var labels = sample.Labels.Length > 0 ? sample.Labels.Replace("'", "''", StringComparison.Ordinal) + "," : "";
            yield return (
                $$"""{{sample.Name}}{{{labels}}job="csr-agent",instance="{{before.Target}}"}""",
                Values(first, last, StepOf(sample, first, last, recording))
            );
        }
    }

    private static Dictionary<string, MetricSample> BySeries(Scrape scrape) =>
        (scrape.Samples ?? []).ToDictionary(sample => sample.Series);

    private static double? ValueOf(Dictionary<string, MetricSample> scrape, MetricSample sample, Recording recording) =>
        !scrape.TryGetValue(sample.Series, out var found) ? null
        : found.Name == recording.Magnified.Metric ? found.Value * recording.Magnified.Times
        : found.Value;

    /// <summary>How much a counter grows in a minute of the fault. One that is lower than before began anew with its process.</summary>
    private static double StepOf(MetricSample sample, double? first, double? last, Recording recording)
    {
        if (!recording.GoesOn || !sample.IsCounter || last is not { } count) return 0;
        return first is { } before && before <= count ? count - before : count;
    }

    private static string Values(double? before, double? during, double step)
    {
        var calm = before is { } steady ? Invariant($"{steady}+0x{Calm - 1}") : $"_x{Calm}";
        // Prometheus marks the end of what it no longer finds.
        var fault = during is { } value ? Invariant($"{value}+{step}x{Fault}") : "stale";
        return $"{calm} {fault}";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
