using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Faults.Fleet;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Metrics;

namespace CsrAgent.Tests.Deploy.Processes.Nginx;

/// <summary>
/// Clients that send or read byte by byte: they hold nobody up, have nothing of the agent, and are let go of. With
/// <c>CSR_FAULTS=full</c> NGINX waits as long for them as it is shipped to, else for a moment.
/// </summary>
public sealed partial class NginxSlowClientsTests(NginxSlowClientsTests.Agent agent) : IClassFixture<NginxSlowClientsTests.Agent>
{
    private const string Chat = ChatClient.Chat;
    private const int Others = 20;

    /// <summary>Fewer than the messages that one address may send at once.</summary>
    private const int MaxOfAnAddress = 25;

    private static readonly int SlowClients = FleetSize.IsFull ? 150 : 20;
    private static readonly TimeSpan BetweenBytes = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(10);

    /// <summary>Much longer than the longest wait of NGINX.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(FleetSize.IsFull ? 180 : 60);

    private static readonly (string, string)[] Waits =
    [
        // Between two ends on one machine the system takes megabytes, unlike between two machines.
        (" ssl http2;", " ssl http2 sndbuf=32k;"),
        .. FleetSize.IsFull
            ? []
            : new[]
            {
                ("client_header_timeout 15s", "client_header_timeout 2s"),
                ("client_body_timeout 15s", "client_body_timeout 5s"),
                ("send_timeout 60s", "send_timeout 1s"),
            },
    ];

    /// <summary>As many as the tests have taken.</summary>
    private static int _addresses;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Body_ByteByByte_HoldsNobodyUpAndIsAnswered() =>
        ProveAsync(async client =>
        {
            var body = $$"""{"session_id": "{{ChatClient.NewSession()}}", "user_id": "slow", "message": "When are you open?"}""";
            await client.SendAsync($"{Post(body.Length)}{body[0]}");
            Assert.True(await client.SendByBytesAsync(body[1..], BetweenBytes));
            Assert.StartsWith("HTTP/1.1 200", await client.ReadLineAsync(), StringComparison.Ordinal);
        });

    [Fact]
    public Task Body_ThatStopsInItsMiddle_IsGivenUp() =>
        ProveAsync(async client =>
        {
            await client.SendAsync(Post(length: 100) + "{");
            // NGINX takes a body whole before it passes it on: the agent has at most the message of somebody else.
            Assert.InRange(await ActiveAsync("POST"), 0, 1);
            Assert.Null(await client.ReadLineAsync());
        });

    /// <summary>There is one time for all headers together, however slowly they go on.</summary>
    [Fact]
    public Task Headers_ByteByByte_AreGivenUp() =>
        ProveAsync(async client =>
        {
            await client.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ");
            Assert.False(await client.SendByBytesAsync(new string('x', 1_000), TimeSpan.FromMilliseconds(100)));
        });

    /// <summary>It reads what it is sent a byte a second; what it does not read fills the buffers on the way.</summary>
    [Fact]
    public async Task Reader_OfAByteASecond_HoldsNobodyUpAndIsGivenUp()
    {
        using var givenUp = new CancellationTokenSource();
        var proof = ProveAsync(async client =>
        {
            await client.SendAsync($"GET {Chat}/{agent.LongSession}?limit=500 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            // What has reached it is still there for it when NGINX has long had enough.
            await client.ReadByBytesAsync(TimeSpan.FromSeconds(1), givenUp.Token);
        });

        await Until.TrueAsync(
            () => Task.FromResult(HistoryPattern().Count(agent.Nginx.AccessLog) == SlowClients),
            MaxTime,
            "NGINX has given all of them up",
            Token
        );

        Assert.All(
            HistoryPattern().Matches(agent.Nginx.AccessLog),
            line => Assert.InRange(int.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture), 1, Agent.LongHistory / 2)
        );
        await givenUp.CancelAsync();
        await proof;
    }

    /// <summary>Many do so at once, while others are answered promptly; then nothing of it is left at the agent.</summary>
    private async Task ProveAsync(Func<SlowClient, Task> behave)
    {
        // What the limits count for one test is not another's.
        var first = Interlocked.Add(ref _addresses, 1 + SlowClients);
        var behaving = Enumerable
            .Range(0, SlowClients)
            .Select(i => BehaveAsync(FromAddress.Of(first + 1 + (i / MaxOfAnAddress)), behave))
            .ToList();

        using var http = agent.Nginx.CreateClient(FromAddress.Of(first));
        for (var i = 0; i < Others; i++)
        {
            using var prompt = CancellationTokenSource.CreateLinkedTokenSource(Token);
            prompt.CancelAfter(Prompt);
            using var answer = await http.PostAsJsonAsync(Chat, Message(), prompt.Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await Task.WhenAll(behaving);
        await Until.TrueAsync(async () => await ActiveAsync() == 1, Prompt, "the agent has no request but the one that asks", Token);
    }

    private async Task BehaveAsync(IPAddress from, Func<SlowClient, Task> behave)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        enough.CancelAfter(MaxTime);
        await using var client = await SlowClient.ConnectAsync(agent.Nginx, from, enough.Token);
        await behave(client);
    }

    /// <summary>Requests that the agent has just now: of a method, or all.</summary>
    private async Task<double> ActiveAsync(string? method = null)
    {
        var metrics = MetricsText.Parse((await agent.Customer.GetAsync("/metrics")).Is(200).Body, isOpenMetrics: false);
        return metrics.Sum("http_server_active_requests", method);
    }

    private static object Message() =>
        new
        {
            session_id = ChatClient.NewSession(),
            user_id = "prompt",
            message = "When are you open?",
        };

    [GeneratedRegex("\"route\":\"/api/v1/chat/\\{session_id\\}\".*\"bytes\":([0-9]+)")]
    private static partial Regex HistoryPattern();

    private static string Post(int length) =>
        $"POST {Chat} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n";

    /// <summary>With a conversation that fills more than the buffers of two connections.</summary>
    public sealed class Agent() : TestServer(hasModel: false, ("RATE_LIMIT_PER_USER", "0"), ("LOG_LEVEL", "Warning"))
    {
        private const int LongMessages = 120;
        private const int LongMessage = 3_900;

        /// <summary>Bytes, about.</summary>
        public const int LongHistory = LongMessages * LongMessage;

        internal NginxServer Nginx { get; private set; } = null!;

        public string LongSession { get; } = ChatClient.NewSession();

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Nginx = await NginxServer.StartAsync([Server], Waits);
            (await Customer.SayAsync(LongSession, "I want to talk to a human, please.")).Is(200);
            for (var i = 0; i < LongMessages; i++) (await Customer.SayAsync(LongSession, $"{i}" + new string('.', LongMessage))).Is(200);
        }

        public override async ValueTask DisposeAsync()
        {
            await Nginx.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
