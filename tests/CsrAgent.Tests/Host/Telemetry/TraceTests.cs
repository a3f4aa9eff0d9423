using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Host.Telemetry;

/// <summary>What a collector receives of a conversation, and what metrics tell of its trace.</summary>
public sealed class TraceTests(TraceTests.TracedServer server) : IClassFixture<TraceTests.TracedServer>
{
    [Fact]
    public async Task Message_WithAModelAndATool_IsOneTraceWithoutIdsOrWords()
    {
        var session = ChatClient.NewSession();
        server.Claude.Script = request =>
            request.ToolResults.Count > 0
                ? FakeClaudeReply.Default(request)
                : FakeClaudeReply.Tool("search_knowledge_base", """{"query": "password"}""");

        (await server.Customer.SayAsync(session, "How do I reset my tracemarker password?", "tracemarker-key", "tracemarker-user")).Is(200);

        var spans = await SpansAsync();
        var trace = spans.Where(span => span.TraceId == spans.First(IsTool).TraceId).ToList();
        Assert.All(
            [
                "turn",
                "retrieval knowledge-base",
                "embeddings fake-model",
                "invoke_agent the virtual assistant",
                "chat claude-sonnet-5-5",
                "execute_tool search_knowledge_base",
            ],
            name => Assert.Contains(trace, span => span.Name == name)
        );
        Assert.Contains(trace, IsRequest);
        var embedding = trace.First(span => span.Name == "embeddings fake-model");
        Assert.Equal(
            ["embeddings", "openai", "fake-model"],
            new[] { "operation.name", "provider.name", "request.model" }.Select(name => embedding.Tags.GetValueOrDefault("gen_ai." + name))
        );
        var conversation = Assert.Single(trace.Select(span => span.Tags.GetValueOrDefault("gen_ai.conversation.id")).Distinct());
        Assert.Matches("^conversation_[0-9a-f]{24}$", conversation);
        Assert.DoesNotContain("tracemarker", server.Collector.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(session, server.Collector.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(RealServer.ApiKey, server.Collector.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_AskedForAsOpenMetrics_NameATraceBesideTheLatency()
    {
        (await server.Customer.SayAsync(ChatClient.NewSession(), "How do I reset my password?")).Is(200);
        using var http = new HttpClient { BaseAddress = new Uri(server.Server.BaseAddress) };
        http.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text;version=1.0.0");

        var metrics = await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Matches("""csr_message_latency_seconds_bucket\{[^\n]*# \{[^}]*trace_id="[0-9a-f]{32}""", metrics);
        Assert.EndsWith("# EOF\n", metrics, StringComparison.Ordinal);
    }

    private static bool IsRequest(OtlpSpan span) => span.Name.StartsWith("POST /api/v1/chat", StringComparison.Ordinal);

    private static bool IsTool(OtlpSpan span) => span.Name.StartsWith("execute_tool", StringComparison.Ordinal);

    private async Task<IReadOnlyList<OtlpSpan>> SpansAsync()
    {
        await Until.TrueAsync(
            () =>
            {
                var requests = server.Collector.Spans.Where(IsRequest).Select(span => span.TraceId).ToHashSet();
                // The turn's span ends after the reply has been sent.
                var whole = server.Collector.Spans.Where(span => span.Name == "turn" && requests.Contains(span.TraceId));
                return whole.Any(turn => server.Collector.Spans.Any(span => IsTool(span) && span.TraceId == turn.TraceId));
            },
            "the spans of the request and its turn are exported"
        );
        return server.Collector.Spans;
    }

    public sealed class TracedServer()
        : TestServer(
            hasModel: true,
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "50"),
            ("EMBEDDINGS", "http"),
            ("EMBEDDINGS_MODEL", "fake-model"),
            // However busy the machine is, nothing is left out.
            ("EMBEDDINGS_TIMEOUT", "20s")
        )
    {
        internal FakeCollector Collector { get; private set; } = null!;

        internal FakeEmbeddings Embeddings { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            Collector = await FakeCollector.StartAsync();
            Embeddings = await FakeEmbeddings.StartAsync();
            Server.Set("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Address);
            Server.Set("EMBEDDINGS_BASE_URL", Embeddings.BaseAddress + "/v1");
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Embeddings.DisposeAsync();
            await Collector.DisposeAsync();
        }
    }
}
