using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Channels;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Handoff;
using CsrAgent.Host;
using CsrAgent.Host.Health;
using CsrAgent.Host.Telemetry;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Host.Health;

/// <summary>The whole server in this process, with a fake clock and a store that may stop answering.</summary>
public sealed class ReadinessTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("csr-readiness-").FullName;
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly HangingStatistics _statistics = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Ready_ALoopHangs_IsNotReadyUntilItGoesOn()
    {
        await using var app = await StartAsync();
        using var client = app.GetTestClient();
        await Until.TrueAsync(() => _statistics.Asked > 0, "the sampler has run");
        await UntilStatusAsync(client, HttpStatusCode.OK);

        _statistics.Answer = new TaskCompletionSource<LiveCounts>(TaskCreationOptions.RunContinuationsAsynchronously);
        var body = await UntilStatusAsync(client, HttpStatusCode.ServiceUnavailable);

        Assert.Equal("not_ready", body.GetProperty("status").GetString());
        Assert.Equal([(nameof(GaugeSampler), LoopStatus.NoHeartbeat)], Failing(body));
        _statistics.Answer.SetResult(new LiveCounts(0, 0));
        _statistics.Answer = null;
        await UntilStatusAsync(client, HttpStatusCode.OK);
        await app.StopAsync(Token);
    }

    [Fact]
    public async Task Ready_EveryLoopOfThisServer_IsListedButNoneWithoutWork()
    {
        await using var app = await StartAsync();
        using var client = app.GetTestClient();

        var body = await UntilStatusAsync(client, HttpStatusCode.OK);

        var names = body.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()).ToList();
        Assert.Equal(
            [
                "store",
                "knowledge",
                "articles",
                "memory",
                nameof(GaugeSampler),
                nameof(HandoffWatch),
                "KnowledgeSyncService",
                "LuceneEmbeddingLoop",
                "MemoryLoop",
                "Retention",
                nameof(SqliteLogLoop),
                nameof(TurnWorker),
                "UnrelatedQuestionsLoop",
                nameof(Watchdog),
            ],
            names
        );
        Assert.DoesNotContain(nameof(OutboxDispatcher), names);
        await app.StopAsync(Token);
    }

    [Fact]
    public async Task Ready_AnArticleCannotBeRead_IsNamedWithoutThePlaceOfTheFolder()
    {
        var articles = Directory.CreateDirectory(Path.Combine(_data, "articles", "faq"));
        await File.WriteAllTextAsync(Path.Combine(articles.FullName, "torn.md"), "no front matter", Token);
        await using var app = await StartAsync(articles.Parent!.FullName);
        using var client = app.GetTestClient();

        var body = await UntilStatusAsync(client, HttpStatusCode.OK);

        var check = body.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "articles");
        Assert.Equal("1 could not be read, first faq/torn.md", check.GetProperty("fault").GetString());
        await app.StopAsync(Token);
    }

    [Fact]
    public async Task Ready_AskedManyTimesInOneSecond_ProbesTheStoreOnce()
    {
        var probe = new CountingProbe();
        await using var app = await StartAsync(probe: probe);
        using var client = app.GetTestClient();
        await UntilStatusAsync(client, HttpStatusCode.OK);
        _time.Advance(TimeSpan.FromSeconds(1));
        var before = probe.Count;

        for (var i = 0; i < 5; i++) (await client.GetAsync("/health/ready", Token)).Dispose();
        Assert.Equal(before + 1, probe.Count);

        _time.Advance(TimeSpan.FromSeconds(1));
        (await client.GetAsync("/health/ready", Token)).Dispose();
        Assert.Equal(before + 2, probe.Count);
        await app.StopAsync(Token);
    }

    private static IEnumerable<(string?, string?)> Failing(JsonElement body) =>
        body.GetProperty("checks")
            .EnumerateArray()
            .Where(check => !check.GetProperty("ok").GetBoolean())
            .Select(check => (check.GetProperty("name").GetString(), check.GetProperty("fault").GetString()));

    /// <summary>The clock goes on by a second at each request.</summary>
    private async Task<JsonElement> UntilStatusAsync(HttpClient client, HttpStatusCode status)
    {
        var body = default(JsonElement);
        await Until.TrueAsync(
            async () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                using var answer = await client.GetAsync("/health/ready", Token);
                body = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
                return answer.StatusCode == status;
            },
            TimeSpan.FromSeconds(20),
            $"/health/ready answers {status}",
            Token
        );
        return body;
    }

    private async Task<WebApplication> StartAsync(string? articles = null, IStoreProbe? probe = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([
            new("DATA_DIR", _data),
            new("KNOWLEDGE_BASE_PATH", articles ?? Path.Combine(Repository.Root, "samples", "knowledge-base")),
        ]);
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.AddAgent();
        builder.Services.AddSingleton<IStatistics>(_statistics);
        if (probe is not null) builder.Services.AddSingleton(probe);
        builder.WebHost.UseTestServer();
        var app = builder.Build();
        app.MapHealth();
        await app.StartAsync(Token);
        return app;
    }

    private sealed class CountingProbe : IStoreProbe
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Task WriteAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return Task.CompletedTask;
        }
    }

    /// <summary>Answers, until there is an <see cref="Answer"/> to wait for.</summary>
    private sealed class HangingStatistics : IStatistics
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public TaskCompletionSource<LiveCounts>? Answer { get; set; }

        public Task<Statistics> ReadAsync(int days, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<LiveCounts> ReadLiveAsync(DateTimeOffset activeSince, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            return Answer?.Task.WaitAsync(cancellationToken) ?? Task.FromResult(new LiveCounts(0, 0));
        }
    }
}
