using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Elasticsearch;

namespace CsrAgent.Tests.Adapters.Elasticsearch;

/// <summary>The server over Elasticsearch, as its customers and operators see it.</summary>
[Trait("Category", "Slow")]
public sealed class ElasticsearchServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The sample articles come from a builder; then Elasticsearch stops answering for a while.</summary>
    [Fact]
    public async Task Chat_ElasticsearchSlowAndBack_AnswersHonestlyThenFromArticles()
    {
        await using var elasticsearch = await FakeElasticsearch.StartAsync();
        await using var server = await RealServer.StartAsync(
            ("ELASTICSEARCH_URL", elasticsearch.BaseAddress),
            ("ELASTICSEARCH_SEARCH_TIMEOUT", "500ms"),
            ("KNOWLEDGE_START_WAIT", "1m")
        );
        using var customer = new ChatClient(server.BaseAddress);
        await AnswersFromArticlesAsync(customer);
        (await customer.GetAsync("/health/ready")).Is(200);

        elasticsearch.Fault = _ => FakeElasticsearchFault.Slow;
        var started = TimeProvider.System.GetTimestamp();
        var answer = (await customer.SayAsync(ChatClient.NewSession(), "How do I track my order?")).Is(200);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(15));
        Assert.NotEmpty(answer.Text("message"));
        Assert.Empty(answer["kb_articles"].EnumerateArray());
        // What readiness found out holds for a second.
        await Until.TrueAsync(
            async () =>
            {
                var health = await customer.GetAsync("/health/ready");
                return health.Status == 503 && health.Body.Contains("ElasticsearchException", StringComparison.Ordinal);
            },
            TimeSpan.FromSeconds(20),
            "health names the store",
            Cancellation
        );

        elasticsearch.Fault = _ => null;
        await AnswersFromArticlesAsync(customer);
        Assert.True(elasticsearch.Violations.Count == 0, string.Join('\n', elasticsearch.Violations));
    }

    private static Task AnswersFromArticlesAsync(ChatClient customer) =>
        Until.TrueAsync(
            async () =>
            {
                var answer = (await customer.SayAsync(ChatClient.NewSession(), "I need help resetting my password")).Is(200);
                return answer["kb_articles"].EnumerateArray().Any(article => article.GetProperty("id").GetString() == "kb-001");
            },
            TimeSpan.FromSeconds(30),
            "the answer names its article",
            Cancellation
        );
}
