using System.Text.RegularExpressions;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Metrics;

namespace CsrAgent.Tests.Host.Http;

/// <summary>What a scraper asks for is what it gets, and no client can make series.</summary>
[Collection(nameof(GroundedServer))]
public sealed partial class MetricSeriesTests(GroundedServer server)
{
    private const int Rounds = 25;
    private const string PlainText = "text/plain;version=0.0.4";
    private const string OpenMetrics = "application/openmetrics-text;version=1.0.0";

    [Theory]
    [InlineData("", "text/plain", false)]
    [InlineData("*/*", "text/plain", false)]
    [InlineData(PlainText, "text/plain", false)]
    [InlineData(OpenMetrics, "application/openmetrics-text", true)]
    [InlineData("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5", "application/openmetrics-text", true)]
    public async Task Metrics_AsTheScraperAsks_AreTextOrOpenMetrics(string accept, string type, bool isOpenMetrics)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Server.BaseAddress) };
        if (accept.Length > 0) http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);

        using var answer = await http.GetAsync("/metrics", TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.InRange(MetricsText.Parse(text, isOpenMetrics).Samples.Count, 100, 10_000);
        Assert.Contains("# TYPE csr_queue_depth gauge\n", text, StringComparison.Ordinal);
        // A counter's family has no suffix there, its samples have.
        Assert.Contains(isOpenMetrics ? "# TYPE dotnet_gc_collections counter\n" : "# TYPE dotnet_gc_collections_total counter\n", text);
    }

    [Fact]
    public async Task Metrics_AfterAnythingThatClientsSend_HaveNoMoreSeriesInEitherFormat()
    {
        await SendAsync();
        var before = await ReadAsync();

        for (var round = 0; round < Rounds; round++) await SendAsync();

        var after = await ReadAsync();
        Assert.All(before.Values, series => Assert.InRange(series.Count, 50, 5_000));
        Assert.All(before.Keys, accept => Assert.Empty(after[accept].Except(before[accept])));
    }

    /// <summary>Each kind of call with ids, names, channels, routes, methods and headers that were never there before.</summary>
    private async Task SendAsync()
    {
        var odd = Guid.NewGuid().ToString("N");
        var session = ChatClient.NewSession();
        (string, string)[] headers =
        [
            ("User-Agent", odd),
            ("Accept-Language", odd),
            ("Origin", $"https://{odd}.example"),
            ("X-Forwarded-For", $"203.0.113.{Random.Shared.Next(1, 255)}"),
            ("X-Forwarded-Host", odd),
            ("Host", $"{odd}.example"),
            ("traceparent", $"00-{odd}-{odd[..16]}-01"),
            ("Idempotency-Key", odd),
        ];
        var turn = (await server.Customer.SayAsync(session, $"How do I reset my password {odd}?", odd, odd)).Is(200).Text("turn_id");
        await server.Customer.PostAsync(ChatClient.Chat, new { user_id = odd, message = odd, channel = odd }, headers);
        await server.Customer.PostAsync(ChatClient.Chat, new { user_id = odd, message = "Hello", metadata = new { odd } }, headers);
        await server.Customer.PostAsync($"{ChatClient.Chat}/{session}/feedback", new { turn_id = turn, rating = odd });
        string[] paths = [$"/{odd}", $"/{odd}/{odd}", $"{ChatClient.Chat}/{odd}", $"{ChatClient.Admin}/{odd}", $"/metrics?{odd}"];
        foreach (var path in paths)
        {
            await server.Customer.GetAsync(path, headers);
        }
        await server.Customer.PostAsync($"/webhooks/{odd}", new { odd }, headers);
        await server.Customer.PostBytesAsync(ChatClient.Chat, [], $"text/{odd}");
        await server.Customer.SendAsync(ChatClient.Request(new HttpMethod("X" + odd[..8].ToUpperInvariant()), ChatClient.Chat, null));
    }

    /// <summary>
    /// Series by the format that was asked for: of this server and of what answers HTTP, since the runtime's own are fixed. Both formats
    /// have to be whole after whatever was sent.
    /// </summary>
    private async Task<Dictionary<string, HashSet<string>>> ReadAsync() =>
        new()
        {
            [PlainText] = await ReadAsync(PlainText),
            [OpenMetrics] = await ReadAsync(OpenMetrics),
        };

    private async Task<HashSet<string>> ReadAsync(string accept)
    {
        var answer = (await server.Customer.GetAsync("/metrics", ("Accept", accept))).Is(200);
        var metrics = MetricsText.Parse(answer.Body, isOpenMetrics: accept == OpenMetrics);
        return [.. metrics.Samples.Where(sample => OwnPattern().IsMatch(sample.Name)).Select(sample => sample.Series)];
    }

    [GeneratedRegex("^(csr|http|kestrel|aspnetcore)_")]
    private static partial Regex OwnPattern();
}
