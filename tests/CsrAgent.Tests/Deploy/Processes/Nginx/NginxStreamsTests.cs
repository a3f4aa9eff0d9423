using System.Net;
using System.Net.Http.Json;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Faults.Fleet;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Deploy.Processes.Nginx;

/// <summary>
/// Open chat pages through a real NGINX with its limits as shipped, while customers write. <c>CSR_FAULTS=full</c> takes the measure that
/// docs/operating/nginx.md reports.
/// </summary>
public sealed class NginxStreamsTests(ITestOutputHelper output)
{
    /// <summary>Of one session: MAX_STREAMS_PER_SESSION.</summary>
    private const int PerSession = 20;

    /// <summary>What one address may send at once, with room to spare.</summary>
    private const int MessagesPerAddress = 20;

    private static readonly int Streams = FleetSize.IsFull ? 10_000 : 500;
    private static readonly int Messages = FleetSize.IsFull ? 400 : 60;

    /// <summary>
    /// Longer than a read of NGINX may take (proxy_read_timeout): only the agent's signs of life keep the streams. In the small size until
    /// each has had one.
    /// </summary>
    private static readonly TimeSpan Idle = FleetSize.IsFull ? TimeSpan.FromSeconds(75) : TimeSpan.Zero;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Streams_ManyOpenAndIdle_StayOpenWhileMessagesAreAnswered()
    {
        await using var claude = await FakeClaude.StartAsync();
        claude.KeepsRequests = false;
        await using var server = await RealServer.StartAsync(
            ("CLAUDE_BASE_URL", claude.BaseAddress),
            ("CLAUDE_API_KEY", "test"),
            ("RATE_LIMIT_PER_USER", "0"),
            ("LOG_LEVEL", "Warning")
        );
        await using var nginx = await NginxServer.StartAsync(server);
        var sessions = await BeginAsync(server);
        var alone = await SendAsync(nginx, firstAddress: 500);
        var memory = (Nginx: nginx.Memory, Server: ProcessMemory.Of(server.ProcessId));

        await using var streams = new IdleStreams(nginx, sessions);
        var start = TimeProvider.System.GetTimestamp();
        await streams.OpenAsync(Streams, Token);
        var opened = TimeProvider.System.GetElapsedTime(start);
        var beside = await SendAsync(nginx, firstAddress: 600);
        await Until.TrueAsync(
            () => Task.FromResult(streams.Kept == Streams && TimeProvider.System.GetElapsedTime(start) > opened + Idle),
            Idle + TimeSpan.FromMinutes(1),
            "they were idle, and a sign of life came on each",
            Token
        );

        Assert.Equal(Streams, streams.Open);
        Assert.True(streams.Pings >= (FleetSize.IsFull ? Streams * 4 : Streams), $"Only {streams.Pings} signs of life came.");
        // They are not only there: what happens in their session comes through.
        using var customer = new ChatClient(server.BaseAddress);
        var before = streams.Messages;
        (await customer.SayAsync(sessions[0], "When are you open?")).Is(200);
        await Until.TrueAsync(() => streams.Messages - before == 2 * PerSession, "each page of it has the question and the answer");
        Report($"{Streams:N0} streams opened in {opened.TotalSeconds:0.0} s, all open after {(opened + Idle).TotalSeconds:0} s");
        Report($"messages: alone {alone}; beside the streams {beside}");
        Report($"memory before: NGINX {memory.Nginx}, server {memory.Server}");
        Report($"memory with streams: NGINX {nginx.Memory}, server {ProcessMemory.Of(server.ProcessId)}");
        Report($"NGINX's own complaints: {nginx.Complaints.Count}");
        Assert.Empty(nginx.Complaints);
    }

    /// <summary>Not through NGINX, which would not let one address do so.</summary>
    private static async Task<List<string>> BeginAsync(RealServer server)
    {
        using var customer = new ChatClient(server.BaseAddress);
        var sessions = Enumerable.Range(0, Streams / PerSession).Select(_ => ChatClient.NewSession()).ToList();
        await Parallel.ForEachAsync(
            sessions,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token },
            async (session, _) => (await customer.SayAsync(session, "Hello")).Is(200)
        );
        return sessions;
    }

    /// <summary>Four customers write at a time, and each has its answer.</summary>
    private static async Task<Latencies> SendAsync(NginxServer nginx, int firstAddress)
    {
        var addresses = Enumerable
            .Range(firstAddress, Messages / MessagesPerAddress)
            .Select(i => nginx.CreateClient(FromAddress.Of(i)))
            .ToList();
        var times = new System.Collections.Concurrent.ConcurrentBag<TimeSpan>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Messages),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token },
            async (i, token) =>
            {
                var start = TimeProvider.System.GetTimestamp();
                using var answer = await addresses[i % addresses.Count]
                    .PostAsJsonAsync(
                        ChatClient.Chat,
                        new
                        {
                            session_id = ChatClient.NewSession(),
                            user_id = $"u{i}",
                            message = "How do I reset my password?",
                        },
                        token
                    );
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                times.Add(TimeProvider.System.GetElapsedTime(start));
            }
        );
        addresses.ForEach(address => address.Dispose());
        return new([.. times.Order()]);
    }

    private void Report(string line)
    {
        output.WriteLine(line);
        Console.WriteLine($"NGINX: {line}");
    }

    private sealed record Latencies(IReadOnlyList<TimeSpan> Sorted)
    {
        public override string ToString() =>
            $"{Sorted.Count} in p50 {Part(0.5):0} ms, p95 {Part(0.95):0} ms, at most {Sorted[^1].TotalMilliseconds:0} ms";

        private double Part(double share) => Sorted[(int)(Sorted.Count * share)].TotalMilliseconds;
    }
}
