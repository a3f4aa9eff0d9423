using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Adapters.Zendesk;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Tests.Support.Zendesk;

namespace CsrAgent.Tests.Deploy.Processes.Nginx;

/// <summary>Customers through a real NGINX.</summary>
public sealed partial class NginxTests(NginxTests.Agent agent) : IClassFixture<NginxTests.Agent>
{
    private const string Chat = "/api/v1/chat";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_EachToken_ArrivesBeforeTheAnswerIsWritten()
    {
        var pace = TimeSpan.FromMilliseconds(50);
        agent.Claude.Script = request => FakeClaudeReply.Default(request) with { Pace = pace };
        await using var nginx = await NginxServer.StartAsync(agent.Server);
        using var http = nginx.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Chat)
        {
            Content = Message(ChatClient.NewSession(), "How do I reset my password?"),
            Headers = { { "Accept", "text/event-stream" } },
        };

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        var times = new List<(string Event, long At)>();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        while (await lines.ReadLineAsync(Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) times.Add((line[7..], TimeProvider.System.GetTimestamp()));
        }

        var deltas = times.Where(time => time.Event == "delta").ToList();
        Assert.Equal("done", times[^1].Event);
        Assert.True(deltas.Count >= 4, $"Only {deltas.Count} deltas.");
        // In one piece they would come together.
        Assert.InRange(TimeProvider.System.GetElapsedTime(deltas[0].At, deltas[^1].At), pace * (deltas.Count - 1) / 2, TimeSpan.MaxValue);
    }

    [Fact]
    public async Task Messages_TooManyFromOneAddress_Get429WithRetryAfterAndACode()
    {
        await using var nginx = await NginxServer.StartAsync(agent.Server);
        using var http = nginx.CreateClient();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 80).Select(_ => http.PostAsync(Chat, Message(ChatClient.NewSession(), "Hello"), Token))
        );

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 20, 60);
        Assert.All(answers.Except(refused), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal("application/problem+json", refused[0].Content.Headers.ContentType?.MediaType);
        Assert.NotNull(refused[0].Headers.RetryAfter);
        Assert.Contains("\"code\":\"rate_limited\"", await refused[0].Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/admin/stats")]
    [InlineData("/metrics")]
    [InlineData("/health/ready")]
    [InlineData("//api/v1/admin/stats")]
    [InlineData("/api/v1/%61dmin/stats")]
    [InlineData("/api/v1/chat/../admin/stats")]
    public async Task StaffsPaths_ForCustomers_AreNotThere(string path)
    {
        await using var nginx = await NginxServer.StartAsync(agent.Server);
        using var http = nginx.CreateClient();
        using var staff = new HttpClient { BaseAddress = new Uri(nginx.StaffAddress) };
        // As it stands: a client that means harm does not tidy its paths.
        var place = new Uri(http.BaseAddress!, "/").GetLeftPart(UriPartial.Authority) + path;
        var address = new Uri(place, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "X-API-Key", RealServer.ApiKey } } };

        Assert.Equal(HttpStatusCode.NotFound, (await http.SendAsync(request, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/health/ready", Token)).StatusCode);
    }

    [Fact]
    public async Task Log_ARequest_HasItsTraceAndNeitherSessionNorCustomer()
    {
        var session = ChatClient.NewSession();
        await using (var nginx = await NginxServer.StartAsync(agent.Server))
        {
            using var http = nginx.CreateClient();
            using var answer = await http.PostAsync(Chat, Message(session, "Hello", "nginx-customer"), Token);
            using var history = await http.GetAsync($"{Chat}/{session}", Token);
            var id = answer.Headers.GetValues("X-Request-Id").Single();

            var log = nginx.AccessLog;
            Assert.Contains(
                $"\"request_id\":\"{id}\",\"method\":\"POST\",\"route\":\"{Chat}\",\"status\":200",
                log,
                StringComparison.Ordinal
            );
            Assert.Contains("\"route\":\"/api/v1/chat/{session_id}\"", log, StringComparison.Ordinal);
            Assert.DoesNotContain(session, log, StringComparison.Ordinal);
            Assert.DoesNotContain("nginx-customer", log, StringComparison.Ordinal);
            await Faults.Until.TrueAsync(() => agent.Collector.Spans.Any(span => Is(span, "turn", id)), "the trace has the request's id");
        }
    }

    [Fact]
    public async Task Webhook_OfAChannel_IsVerifiedAndOneTraceUpToTheReply()
    {
        await using var zendesk = await FakeZendesk.StartAsync();
        await using var collector = await FakeCollector.StartAsync();
        await using var server = new RealServer(
            [
                .. ZendeskServer.Settings(zendesk),
                ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
                ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                ("OTEL_BSP_SCHEDULE_DELAY", "50"),
            ]
        );
        await server.StartAsync();
        await using var nginx = await NginxServer.StartAsync(server);
        using var http = nginx.CreateClient();
        var ticket = zendesk.Open(8, "How do I reset my password?");
        var body = FakeZendeskHook.Commented(ticket, ticket.Comments[0]);

        using var forged = await http.SendAsync(FakeZendeskHook.Call(body, "somebody else's secret", address: nginx.Address), Token);
        using var taken = await http.SendAsync(FakeZendeskHook.Call(body, address: nginx.Address), Token);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (forged.StatusCode, taken.StatusCode));
        var id = taken.Headers.GetValues("X-Request-Id").Single();
        await Faults.Until.TrueAsync(() => zendesk.Look(ticket, t => t.Answers.Count) == 1, "the ticket is answered");
        await Faults.Until.TrueAsync(() => collector.Spans.Any(span => Is(span, "deliver zendesk", id)), "the delivery is in the trace");
        Assert.Contains(collector.Spans, span => Is(span, "turn", id));
        Assert.DoesNotContain($"tickets/{ticket.Id}", collector.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"zendesk:{ticket.Id}", collector.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyBehind_AMessage_GetsAnHonest503()
    {
        await using var gone = await RealServer.StartAsync();
        await gone.StopAsync();
        await using var nginx = await NginxServer.StartAsync(gone);
        using var http = nginx.CreateClient();

        using var answer = await http.PostAsync(Chat, Message(ChatClient.NewSession(), "Hello"), Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("\"code\":\"unavailable\"", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agents_RestartedOneByOne_FailNoMessageAndAnswerEachOnce()
    {
        await using var redis = await RedisServer.StartAsync();
        (string, string)[] settings =
        [
            ("REDIS_URL", $"redis://{redis.Address}"),
            ("SECRET_KEY", new string('k', 48)),
            ("DRAIN_TIME", "1s"),
            ("RATE_LIMIT_PER_USER", "0"),
        ];
        await using var first = await RealServer.StartAsync(settings);
        await using var second = await RealServer.StartAsync(settings);
        await using var nginx = await NginxServer.StartAsync([first, second], ("rate=5r/s", "rate=10000r/s"));
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 3).Select(_ => AskAsync(nginx, stop.Token)).ToList();

        foreach (var server in new[] { first, second })
        {
            Assert.Equal(0, await server.StopAsync());
            await server.StartAsync();
        }

        await stop.CancelAsync();
        var answered = await Task.WhenAll(load);
        Assert.All(answered, count => Assert.InRange(count, 3, int.MaxValue));
        using var staff = new ChatClient(first.BaseAddress, ("X-API-Key", RealServer.ApiKey));
        Assert.Equal("[]", LettersPattern().Match((await staff.GetAsync(ChatClient.Admin + "/dead-letters")).Is(200).Body).Groups[1].Value);
    }

    /// <summary>Asks until it is told to stop, and then reads that each question has one answer.</summary>
    private static async Task<int> AskAsync(NginxServer nginx, CancellationToken stop)
    {
        // As many as a page of the history has.
        const int MaxOfASession = 100;
        using var http = nginx.CreateClient();
        using var staff = new ChatClient(nginx.StaffAddress, ("X-API-Key", RealServer.ApiKey));
        var all = 0;
        while (!stop.IsCancellationRequested)
        {
            var session = ChatClient.NewSession();
            var count = 0;
            for (; count < MaxOfASession && !stop.IsCancellationRequested; count++)
            {
                using var answer = await http.PostAsync(Chat, Message(session, "Hello"), Token);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
            var messages = await staff.MessagesAsync(session);
            Assert.Equal((count, count), (CountOf(messages, "customer"), CountOf(messages, "agent")));
            all += count;
        }
        return all;
    }

    private static int CountOf(List<JsonElement> messages, string role) =>
        messages.Count(message => message.GetProperty("role").ValueEquals(role));

    private static bool Is(OtlpSpan span, string name, string id) =>
        span.Name == name && string.Equals(span.TraceId, id, StringComparison.OrdinalIgnoreCase);

    private static JsonContent Message(string session, string text, string user = "ann") =>
        JsonContent.Create(
            new
            {
                session_id = session,
                user_id = user,
                message = text,
            }
        );

    [GeneratedRegex("\"dead_letters\":(\\[.*?\\])")]
    private static partial Regex LettersPattern();

    /// <summary>With a model and a collector of traces, shared by the tests.</summary>
    public sealed class Agent()
        : TestServer(
            hasModel: true,
            ("RATE_LIMIT_PER_USER", "0"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "50")
        )
    {
        internal FakeCollector Collector { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            Collector = await FakeCollector.StartAsync();
            Server.Set("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Address);
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Collector.DisposeAsync();
        }
    }
}
