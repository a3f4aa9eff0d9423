namespace CsrAgent.Tests.Support.Metrics;

/// <summary>The reader of /metrics finds what a lenient scraper would overlook.</summary>
public sealed class MetricsTextTests
{
    private const string Open = """
        # TYPE lag_seconds histogram
        # UNIT lag_seconds seconds
        # HELP lag_seconds How \"long\".
        lag_seconds_bucket{a="x\"}",le="0.5"} 1 # {trace_id="1f"} 0.3 1700000000.5
        lag_seconds_bucket{a="x\"}",le="+Inf"} 2
        lag_seconds_sum{a="x\"}"} 1.5
        lag_seconds_count{a="x\"}"} 2
        # TYPE seen counter
        seen_total{b="1"} 3 1700000000.123
        seen_total{b="2"} 3e5
        # TYPE depth gauge
        depth -4
        # EOF

        """;

    private const string Plain = """
        # TYPE seen_total counter
        seen_total 3 1700000000123
        # TYPE depth gauge
        depth NaN

        """;

    [Fact]
    public void Parse_WhatTheFormatsAllow_IsRead()
    {
        var open = MetricsText.Parse(Open, isOpenMetrics: true);

        Assert.Equal((7, 1), (open.Samples.Count, open.Exemplars));
        Assert.Equal(new MetricSample("seen_total", "b=\"2\"", 300_000, "counter"), open.Samples[5]);
        Assert.Equal(2, MetricsText.Parse(Plain, isOpenMetrics: false).Samples.Count);
    }

    [Theory]
    [InlineData("# EOF\n", "")]
    [InlineData("# EOF\n", "# EOF")]
    [InlineData("# EOF\n", "# EOF\ndepth 1\n")]
    [InlineData("# EOF\n", "\n# EOF\n")]
    [InlineData("depth -4", "depth")]
    [InlineData("depth -4", "depth four")]
    [InlineData("depth -4", "depth  -4")]
    [InlineData("depth -4", "depth{} -4\ndepth -4")]
    [InlineData("depth -4", "depth_total -4")]
    [InlineData("depth -4", "depth -4 # {trace_id=\"1f\"} 1")]
    [InlineData("depth -4", "depth{a=\"1\",a=\"2\"} -4")]
    [InlineData("depth -4", "depth{a=\"\\x\"} -4")]
    [InlineData("depth -4", "depth{a=\"1\",} -4")]
    [InlineData("depth -4", "depth{le=\"1\"} -4")]
    [InlineData("depth -4", "depth -4\nseen_total{b=\"3\"} 1")]
    [InlineData("depth -4", "depth -4\n# HELP depth Too late.")]
    [InlineData("depth -4", "depth -4\nunknown 1")]
    [InlineData("depth -4", "depth -4\r")]
    [InlineData("# TYPE depth gauge", "# TYPE depth gouge")]
    [InlineData("# TYPE depth gauge", "# TYPE depth gauge\n# TYPE depth gauge")]
    [InlineData("# TYPE depth gauge", "# depth")]
    [InlineData("# UNIT lag_seconds seconds", "# UNIT lag_seconds bytes")]
    [InlineData("seen_total{b=\"1\"} 3 ", "seen_total{b=\"1\"} -3 ")]
    [InlineData("seen_total{b=\"1\"} 3 ", "seen{b=\"1\"} 3 ")]
    [InlineData("le=\"0.5\"} 1", "le=\"0.5\"} 3")]
    [InlineData("le=\"+Inf\"} 2", "le=\"1\"} 2")]
    [InlineData("le=\"+Inf\"} 2", "le=\"0.1\"} 2")]
    [InlineData("lag_seconds_count{a=\"x\\\"}\"} 2", "lag_seconds_count{a=\"x\\\"}\"} 3")]
    public void Parse_WhatOpenMetricsForbids_IsRefused(string right, string wrong)
    {
        Assert.Contains(right, Open, StringComparison.Ordinal);

        Assert.Throws<FormatException>(() =>
            MetricsText.Parse(Open.Replace(right, wrong, StringComparison.Ordinal), isOpenMetrics: true)
        );
    }

    [Theory]
    [InlineData("depth NaN", "depth 1\n# UNIT depth depth")]
    [InlineData("depth NaN", "depth 1\n# EOF")]
    [InlineData("# TYPE depth gauge", "# TYPE depth info")]
    [InlineData("# TYPE seen_total counter\nseen_total", "# TYPE seen counter\nseen_total")]
    public void Parse_WhatPlainTextForbids_IsRefused(string right, string wrong)
    {
        Assert.Contains(right, Plain, StringComparison.Ordinal);

        Assert.Throws<FormatException>(() =>
            MetricsText.Parse(Plain.Replace(right, wrong, StringComparison.Ordinal), isOpenMetrics: false)
        );
    }
}
