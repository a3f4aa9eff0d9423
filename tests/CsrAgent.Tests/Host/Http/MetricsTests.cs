using System.Text.RegularExpressions;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Host.Http;

[Collection(nameof(ModelServer))]
public sealed partial class MetricsTests(ModelServer server)
{
    /// <summary>Those that an ordinary day makes; the others appear with the event that they count.</summary>
    private static readonly string[] Names =
    [
        "csr_messages_processed_total",
        "csr_message_latency_seconds_bucket",
        "csr_active_concurrent_chats",
        "csr_sentiment_distribution_total",
        "csr_llm_tokens_used_total",
        "csr_llm_cost_total",
        "csr_turn_overhead_seconds_bucket",
        "csr_time_to_first_token_seconds_bucket",
        "csr_queue_depth",
        "csr_loop_healthy",
        "csr_queue_lag_seconds_bucket",
        "csr_turns_in_flight",
        "csr_escalations_total",
        "csr_knowledge_search_seconds_bucket",
        "csr_llm_requests_total",
        "csr_duplicates_dropped_total",
    ];

    private static readonly string[] Labels =
    [
        "status",
        "channel",
        "sentiment",
        "type",
        "model",
        "reason",
        "outcome",
        "scope",
        "priority",
        "score",
        "action",
        "loop",
        "le",
    ];

    [Fact]
    public async Task Metrics_AfterSomeTurns_HaveEveryNameAndNoWordOfACustomer()
    {
        await TalkAsync();

        var metrics = (await server.Customer.GetAsync("/metrics")).Is(200);

        var samples = SamplePattern()
            .Matches(metrics.Body)
            .Where(m => m.Groups["name"].Value.StartsWith("csr_", StringComparison.Ordinal))
            .ToList();
        Assert.Empty(Names.Except(samples.Select(m => m.Groups["name"].Value)));
        foreach (
            var label in samples
                .SelectMany(m => LabelPattern().Matches(m.Groups["labels"].Value))
                .Where(l => !l.Groups["name"].Value.StartsWith("otel_scope", StringComparison.Ordinal))
        )
        {
            Assert.Contains(label.Groups["name"].Value, Labels);
            Assert.Matches("^[a-zA-Z0-9_.+-]{1,40}$", label.Groups["value"].Value);
        }

        Assert.DoesNotContain("metricsmarker", metrics.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Metrics_Messages_AreCountedByOutcomeAndChannel()
    {
        (await server.Customer.SayAsync(ChatClient.NewSession(), "How do I reset my password?")).Is(200);

        var metrics = WithoutScopeLabels((await server.Customer.GetAsync("/metrics")).Is(200).Body);

        Assert.Matches(
            """(?m)^csr_messages_processed_total\{(status="success",channel="web"|channel="web",status="success")\} [1-9]""",
            metrics
        );
        Assert.Matches(
            """(?m)^csr_llm_tokens_used_total\{(type="input",model="claude-[^"]*"|model="claude-[^"]*",type="input")\} [1-9]""",
            metrics
        );
    }

    /// <summary>The exporter adds labels of its own about where a metric comes from.</summary>
    internal static string WithoutScopeLabels(string metrics) => ScopePattern().Replace(metrics, "");

    private async Task TalkAsync()
    {
        server.Claude.Script = FakeClaudeReply.Default;
        var session = ChatClient.NewSession();
        await using (
            var stream = await server.Customer.StreamAsync(
                session,
                "metricsmarker: how do I reset my password?",
                "metricsmarker-1",
                "metricsmarker-user"
            )
        )
        {
            await stream.AllAsync();
        }

        (await server.Customer.SayAsync(session, "metricsmarker: how do I reset my password?", "metricsmarker-1", "metricsmarker-user")).Is(
            200
        );
        (await server.Customer.SayAsync(session, "I want to talk to a human, metricsmarker", "metricsmarker-2", "metricsmarker-user")).Is(
            200
        );
    }

    [GeneratedRegex(@"^(?<name>[a-z_]+)(\{(?<labels>[^\n]*)\})? [^\s]+", RegexOptions.Multiline)]
    private static partial Regex SamplePattern();

    [GeneratedRegex("""(?<name>[a-z_]+)="(?<value>(?:[^"\\]|\\.)*)"(,|$)""")]
    private static partial Regex LabelPattern();

    [GeneratedRegex("""otel_scope_[a-z_]+="[^"]*",?""")]
    private static partial Regex ScopePattern();
}
