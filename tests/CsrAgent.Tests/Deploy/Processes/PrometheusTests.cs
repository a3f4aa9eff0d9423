using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Deploy.Processes;

/// <summary>A real Prometheus scrapes a real server under a little load; the queries for people and alerts are put to it.</summary>
public sealed class PrometheusTests
{
    /// <summary>Made by what this load has not: a channel that sends, another process, hours of hand-offs, a full machine.</summary>
    private static readonly string[] NotMade =
    [
        "low_confidence",
        "csr_deliveries_total",
        "csr_clock_skew_seconds",
        "csr_escalations_overdue_total",
        "csr_escalation_summaries_total",
        "csr_embeddings_skipped_total",
        "csr_dead_letters_total",
        "csr_injections_flagged_total",
        "csr_rate_limited_total",
        "csr_duplicates_dropped_total",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queries_UnderLoad_HaveData()
    {
        await using var claude = await FakeClaude.StartAsync();
        await using var collector = await FakeCollector.StartAsync();
        await using var server = await RealServer.StartAsync(
            ("CLAUDE_BASE_URL", claude.BaseAddress),
            ("CLAUDE_API_KEY", "test"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
        );
        // What a counter had before it was first scraped is no increase.
        await LoadAsync(server);
        await using var prometheus = await PrometheusServer.StartAsync(server);
        await LoadAsync(server);

        var wanted = PromQl
            .OfDashboards()
            .Concat(PromQl.OfPages())
            .Where(query => !NotMade.Any(name => query.Query.Contains(name, StringComparison.Ordinal)))
            .ToList();
        Assert.True(wanted.Count >= 40, $"Only {wanted.Count} queries were found.");
        foreach (var (place, query) in wanted)
        {
            await Until.TrueAsync(
                async () => await prometheus.CountAsync(query) > 0,
                TimeSpan.FromSeconds(20),
                $"{place} has data: {query}",
                Token
            );
        }

        // The others, and what alerts ask, Prometheus takes; on a good day they are silent.
        foreach (var (_, query) in PromQl.OfDashboards().Concat(PromQl.OfRules()).Except(wanted)) await prometheus.CountAsync(query);
        await Until.TrueAsync(
            async () => await prometheus.CountExemplarsAsync("csr_message_latency_seconds_bucket") > 0,
            TimeSpan.FromSeconds(20),
            "latencies have traces beside them",
            Token
        );
        Assert.Empty(await prometheus.FiringAsync());
    }

    [Theory]
    [InlineData("check", "config", "deploy/prometheus/prometheus.yaml")]
    [InlineData("check", "rules", "deploy/prometheus/rules/alerts.yaml")]
    [InlineData("check", "rules", "deploy/prometheus/rules/slo.yaml")]
    [InlineData("check", "rules", "deploy/prometheus/rules/recording.yaml")]
    [InlineData("test", "rules", "deploy/prometheus/tests/alerts.test.yaml")]
    public Task Files_Promtool_FindsNoFault(string verb, string what, string file) =>
        Promtool.RunAsync(verb, what, Path.Combine(Repository.Root, file));

    /// <summary>An exception that no query is left for hides the next one that has no data.</summary>
    [Fact]
    public void Queries_ThatHaveNoData_AreStillAsked()
    {
        var queries = PromQl.OfDashboards().Concat(PromQl.OfPages()).ToList();

        Assert.All(NotMade, name => Assert.Contains(queries, query => query.Query.Contains(name, StringComparison.Ordinal)));
    }

    private static async Task LoadAsync(RealServer server)
    {
        using var customer = new ChatClient(server.BaseAddress);
        using var people = new HandoffDriver(server.BaseAddress);
        for (var i = 0; i < 3; i++)
        {
            var session = ChatClient.NewSession();
            await using (var stream = await customer.StreamAsync(session, "How do I reset my password?")) await stream.AllAsync();
            (await customer.SayAsync(session, "How do I track my order?")).Is(200);
            var escalated = (await customer.SayAsync(session, "I want to talk to a human")).Is(200)["escalation"];
            var id = escalated.GetProperty("id").GetString()!;
            foreach (var step in (string[])["claim", "resolve"]) (await people.StepAsync(id, step, "mia")).Is(200);
            (await customer.PostAsync($"{ChatClient.Chat}/{session}/rating", new { escalation_id = id, score = 4 })).Is(204);
        }
    }
}
