using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace CsrAgent.Tests.Support.Redis;

/// <summary>
/// A real redis-server as a process of its own, on a free port that it keeps over restarts, with a folder of its own.
/// <c>CSR_TEST_REDIS</c> names another program that takes the same options, such as valkey-server.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(10);

    private static readonly string Program = Environment.GetEnvironmentVariable("CSR_TEST_REDIS") is { Length: > 0 } named
        ? named
        : "redis-server";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("csr-redis-");
    private string[] _arguments = [];
    private Process? _process;

    private RedisServer() { }

    public int Port { get; } = FreePort.Find();

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    public string Url => "redis://" + Address;

    public int TlsPort { get; private init; }

    public string TlsAddress => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{TlsPort}");

    public string Folder => _folder.FullName;

    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        var server = new RedisServer();
        server._arguments =
        [
            "--port",
            Text(server.Port),
            "--bind",
            "127.0.0.1",
            "--dir",
            server.Folder,
            "--save",
            "",
            "--protected-mode",
            "no",
            .. arguments,
        ];
        await server.StartAsync();
        return server;
    }

    /// <summary>One that speaks TLS on a second port. The plain one stays, for the look whether it answers.</summary>
    public static async Task<RedisServer> StartTlsAsync(string[] tls, string[] account)
    {
        var server = new RedisServer { TlsPort = FreePort.Find() };
        server._arguments =
        [
            "--port",
            Text(server.Port),
            "--tls-port",
            Text(server.TlsPort),
            "--bind",
            "127.0.0.1",
            "--dir",
            server.Folder,
            "--save",
            "",
            .. tls,
            .. account,
        ];
        await server.StartAsync();
        return server;
    }

    /// <param name="settings">Lines of its configuration file, in which it keeps what it learns.</param>
    public static async Task<RedisServer> StartSentinelAsync(IEnumerable<string> settings)
    {
        var sentinel = new RedisServer();
        var file = Path.Combine(sentinel.Folder, "sentinel.conf");
        await File.WriteAllLinesAsync(
            file,
            [$"port {sentinel.Port}", "bind 127.0.0.1", $"dir {sentinel.Folder}", "protected-mode no", .. settings]
        );
        sentinel._arguments = [file, "--sentinel"];
        await sentinel.StartAsync();
        return sentinel;
    }

    /// <summary>Returns when it answers.</summary>
    public Task StartAsync() => StartWithAsync([]);

    /// <summary>As charts and operators start a server that has been the master: it asks who is that now.</summary>
    public Task StartAsReplicaOfAsync(int port) => StartWithAsync(["--replicaof", "127.0.0.1", Text(port)]);

    private async Task StartWithAsync(string[] more)
    {
        _process =
            Process.Start(new ProcessStartInfo(Program, [.. _arguments, .. more]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{Program} did not start; ./test installs redis-server.");
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        var start = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{Program} ended with {_process.ExitCode} at once; see {Folder}.");
            }
            if (TimeProvider.System.GetElapsedTime(start) > Timeout)
            {
                throw new TimeoutException($"{Program} on port {Port} did not answer within {Timeout}.");
            }
            await Task.Delay(Often, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        Running().Kill();
        await Running().WaitForExitAsync(CancellationToken.None);
        Running().Dispose();
        _process = null;
    }

    /// <summary>It does nothing any more, and its connections stay open.</summary>
    public void Pause() => Signal(PosixSignals.Stop);

    public void Continue() => Signal(PosixSignals.Continue);

    /// <summary>A client of the tests.</summary>
    public async Task<ConnectionMultiplexer> ConnectAsync() =>
        await ConnectionMultiplexer.ConnectAsync(
            new ConfigurationOptions
            {
                EndPoints = { Address },
                AllowAdmin = true,
                AbortOnConnectFail = false,
            }
        );

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            Continue();
            await KillAsync();
        }

        _folder.Delete(recursive: true);
    }

    private Process Running() => _process ?? throw new InvalidOperationException("redis-server is not running; call StartAsync first.");

    private void Signal(int signal)
    {
        if (PosixSignals.Kill(Running().Id, signal) != 0) throw new InvalidOperationException("redis-server could not be signalled.");
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[64];
            if (await client.GetStream().ReadAsync(answer) == 0) return false;
            return answer.AsSpan().IndexOf("PONG"u8) >= 0 || answer.AsSpan().IndexOf("NOAUTH"u8) >= 0;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
