using System.Globalization;
using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Support.Metrics;

/// <summary>What the buckets of a histogram have to be, beyond what single lines show.</summary>
internal static partial class MetricHistograms
{
    /// <exception cref="FormatException">A histogram contradicts itself.</exception>
    public static void Check(IReadOnlyList<MetricSample> samples)
    {
        var counts = samples.Where(sample => Ends(sample, "_count")).ToDictionary(sample => sample.Series, sample => sample.Value);
        foreach (var histogram in samples.Where(sample => Ends(sample, "_bucket")).GroupBy(CountOf))
        {
            var bounds = histogram.Select(BoundOf).ToList();
            var values = histogram.Select(bucket => bucket.Value).ToList();
            if (!bounds.SequenceEqual(bounds.Order().Distinct())) throw new FormatException($"{histogram.Key}: its bounds do not rise.");
            if (!values.SequenceEqual(values.Order())) throw new FormatException($"{histogram.Key}: its buckets do not add up.");
            if (bounds[^1] != double.PositiveInfinity) throw new FormatException($"{histogram.Key}: it has no +Inf.");
            if (!counts.TryGetValue(histogram.Key, out var count) || count != values[^1])
            {
                throw new FormatException($"{histogram.Key}: it is not what +Inf says.");
            }
        }
    }

    private static bool Ends(MetricSample sample, string suffix) =>
        sample.Type == "histogram" && sample.Name.EndsWith(suffix, StringComparison.Ordinal);

    private static string CountOf(MetricSample bucket) =>
        $"{bucket.Name[..^"_bucket".Length]}_count{{{BoundPattern().Replace(bucket.Labels, "").Trim(',')}}}";

    private static double BoundOf(MetricSample bucket) =>
        BoundPattern().Match(bucket.Labels).Groups[1].Value is var bound && bound == "+Inf"
            ? double.PositiveInfinity
            : double.Parse(bound, CultureInfo.InvariantCulture);

    [GeneratedRegex("""(?:^|,)le="([^"]*)"(?=,|$)""")]
    private static partial Regex BoundPattern();
}
