using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using CsrAgent.Bench.Load;

namespace CsrAgent.Bench.Processes;

/// <summary>The whole server in its process: its own data folder, the sample articles, every limit off that the load would run into.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly BenchProcess _process;
    private readonly DirectoryInfo _data;

    private RealServer(BenchProcess process, DirectoryInfo data, string url)
    {
        _process = process;
        _data = data;
        Url = url;
    }

    public string Url { get; }

    public BenchProcess Process => _process;

    /// <summary>From the start of the process to its first reply.</summary>
    public TimeSpan FirstReply { get; private set; }

    /// <summary>How long the second message took, the first that a customer may notice.</summary>
    public TimeSpan SecondReply { get; private set; }

    /// <returns>A server that has answered.</returns>
    public static async Task<RealServer> StartAsync(BenchPaths paths, string stub, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        var port = FreePort();
        var data = Directory.CreateTempSubdirectory("csr-agent-bench-");
        var process = BenchProcess.Start([paths.Server], Settings(paths, stub, port, data.FullName));
        process.Ignore();
        var server = new RealServer(process, data, string.Create(Texts.Culture, $"http://127.0.0.1:{port}/api/v1/chat"));
        await server.FirstReplyAsync(time, start, cancellationToken);
        server.FirstReply = time.GetElapsedTime(start);
        start = time.GetTimestamp();
        await server.AskAsync(1, cancellationToken);
        server.SecondReply = time.GetElapsedTime(start);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static Dictionary<string, string> Settings(BenchPaths paths, string stub, int port, string data) => new()
    {
        ["PORT"] = port.ToString(Texts.Culture),
        ["BIND_ADDRESS"] = "127.0.0.1",
        ["DATA_DIR"] = data,
        ["KNOWLEDGE_BASE_PATH"] = paths.Articles,
        ["CLAUDE_BASE_URL"] = stub,
        ["CLAUDE_API_KEY"] = "bench",
        ["RATE_LIMIT_PER_USER"] = "0",
        ["RATE_LIMIT_GLOBAL"] = "0",
        ["LOG_LEVEL"] = "Warning",
    };

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
            catch (HttpRequestException e) when (e.InnerException is SocketException && time.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task AskAsync(int number, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var message = new ChatMessage("start", "customer-start", Questions.For(number, 0, 0), string.Create(Texts.Culture, $"start-{number}"));
        using var response = await http.PostAsJsonAsync(new Uri(Url), message, BenchJson.Default.ChatMessage, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
