using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using CsrAgent.Bench.Load;

namespace CsrAgent.Bench.Processes;

/// <summary>
/// The whole server in its process, or an API process and a worker over a Redis: data folders of their own, the sample articles, every
/// limit off that the load would run into.
/// </summary>
internal sealed class MeasuredServer : IAsyncDisposable
{
    private const string Host = "http://127.0.0.1";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("csr-agent-bench-");

    private readonly BenchPaths _paths;

    private MeasuredServer(BenchPaths paths, string stub, string? redis)
    {
        _paths = paths;
        var port = FreePort();
        var worker = FreePort();
        Addresses = [.. (redis is null ? [port] : new[] { port, worker }).Select(at => string.Create(BenchTexts.Culture, $"{Host}:{at}"))];
        BenchProcess[] processes = redis is null
            ? [Start(Settings(paths, stub, port))]
            :
            [
                Start([.. Settings(paths, stub, worker), new("ROLES", "worker"), new("REDIS_URL", redis)]),
                Start([.. Settings(paths, stub, port), new("ROLES", "api"), new("REDIS_URL", redis)]),
            ];
        Group = new(string.Create(BenchTexts.Culture, $"{Host}:{port}/api/v1/chat"), processes);
    }

    public ServerGroup Group { get; }

    /// <summary>Of each process, without a path.</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <summary>From the start of the process to its first reply.</summary>
    public TimeSpan FirstReply { get; private set; }

    /// <summary>How long the second message took, the first that a customer may notice.</summary>
    public TimeSpan SecondReply { get; private set; }

    /// <returns>A server that has answered.</returns>
    public static async Task<MeasuredServer> StartAsync(BenchPaths paths, string stub, string? redis, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        var server = new MeasuredServer(paths, stub, redis);
        await server.FirstReplyAsync(time, start, cancellationToken);
        server.FirstReply = time.GetElapsedTime(start);
        start = time.GetTimestamp();
        await server.AskAsync(1, cancellationToken);
        server.SecondReply = time.GetElapsedTime(start);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Group.Processes) await process.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private BenchProcess Start(KeyValuePair<string, string>[] settings)
    {
        var process = BenchProcess.Start(
            [_paths.Server],
            [.. settings, new("DATA_DIR", _data.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName)]
        );
        process.Ignore();
        return process;
    }

    private static KeyValuePair<string, string>[] Settings(BenchPaths paths, string stub, int port) =>
        [
            new("PORT", port.ToString(BenchTexts.Culture)),
            new("BIND_ADDRESS", "127.0.0.1"),
            new("KNOWLEDGE_BASE_PATH", paths.Articles),
            new("CLAUDE_BASE_URL", stub),
            new("CLAUDE_API_KEY", "bench"),
            new("RATE_LIMIT_PER_USER", "0"),
            new("RATE_LIMIT_GLOBAL", "0"),
            new("RATE_LIMIT_PER_ADDRESS", "0"),
            new("MAX_CONCURRENT_CHATS", "10000"),
            new("MAX_STREAMS_PER_ADDRESS", "20000"),
            new("LOG_LEVEL", "Warning"),
        ];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task FirstReplyAsync(TimeProvider time, long start, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await AskAsync(0, cancellationToken);
                return;
            }
            catch (HttpRequestException e) when (e.InnerException is SocketException && time.GetElapsedTime(start) < Timeout)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task AskAsync(int number, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var message = new ChatMessage(
            "start",
            "customer-start",
            Questions.For(number, 0, 0),
            string.Create(BenchTexts.Culture, $"start-{number}")
        );
        using var response = await http.PostAsJsonAsync(new Uri(Group.Url), message, BenchJson.Default.ChatMessage, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
