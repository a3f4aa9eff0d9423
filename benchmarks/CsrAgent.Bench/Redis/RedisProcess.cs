using System.Net;
using System.Net.Sockets;
using CsrAgent.Bench.Processes;
using StackExchange.Redis;

namespace CsrAgent.Bench.Redis;

/// <summary>A redis-server of the bench's own, with an append-only file that is synced every second.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    public const string Scheme = "redis://";

    private readonly DirectoryInfo _folder;
    private readonly ConnectionMultiplexer _connection;

    private RedisProcess(BenchProcess process, DirectoryInfo folder, int port, ConnectionMultiplexer connection) =>
        (Process, _folder, Port, _connection) = (process, folder, port, connection);

    public BenchProcess Process { get; }

    public int Port { get; }

    public string Url => string.Create(BenchTexts.Culture, $"{Scheme}127.0.0.1:{Port}");

    private IServer Server => _connection.GetServers()[0];

    public static async Task<RedisProcess> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("csr-agent-bench-redis-");
        var port = FreePort();
        var process = BenchProcess.Start(
            "redis-server",
            [
                "--port",
                port.ToString(BenchTexts.Culture),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.FullName,
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
            ],
            []
        );
        process.Ignore();
        var connection = await ConnectionMultiplexer.ConnectAsync(
            new ConfigurationOptions
            {
                EndPoints = { { "127.0.0.1", port } },
                AllowAdmin = true,
                ConnectRetry = 20,
            }
        );
        return new(process, folder, port, connection);
    }

    /// <summary>Bytes that clients have sent it, and that it has sent them, so far.</summary>
    public async Task<(long In, long Out)> BytesAsync()
    {
        var stats = (await Server.InfoAsync("stats")).SelectMany(section => section).ToDictionary(pair => pair.Key, pair => pair.Value);
        return (
            long.Parse(stats["total_net_input_bytes"], BenchTexts.Culture),
            long.Parse(stats["total_net_output_bytes"], BenchTexts.Culture)
        );
    }

    /// <summary>
    /// Memory of all keys whose name has the one text and not the other, in bytes. What listeners leave for a minute is no conversation's.
    /// </summary>
    public async Task<long> MemoryOfAsync(string text, string except)
    {
        long sum = 0;
        await foreach (var key in Server.KeysAsync(pattern: $"*{text}"))
        {
            if (!key.ToString().Contains(except, StringComparison.Ordinal))
            {
                sum += (long)await _connection.GetDatabase().ExecuteAsync("MEMORY", "USAGE", key, "SAMPLES", 0);
            }
        }

        return sum;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await Process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
