using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Faults;

/// <summary>The real server as a process of its own, which is killed, stopped and started again over the same folder.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    public const string ApiKey = "key-of-the-fault-tests";

    private static readonly string _repository = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;
    private volatile string? _address;

    public ServerProcess(string folder, params (string Name, string Value)[] settings)
    {
        Folder = folder;
        _settings = new()
        {
            ["PORT"] = "0",
            ["BIND_ADDRESS"] = "127.0.0.1",
            ["DATA_DIR"] = folder,
            ["KNOWLEDGE_BASE_PATH"] = Path.Combine(_repository, "samples", "knowledge-base"),
            ["API_KEY"] = ApiKey,
            ["RATE_LIMIT_PER_USER"] = "0",
            ["LOG_LEVEL"] = "Warning",
        };
        foreach (var (name, value) in settings) _settings[name] = value;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2), PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) })
        {
            Timeout = TimeSpan.FromSeconds(40),
        };
    }

    public string Folder { get; }

    public HttpClient Http { get; }

    /// <summary>What it wrote, from every run.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Where it listens now; fails while it does not.</summary>
    public Uri Address => new(_address ?? throw new HttpRequestException("The server does not listen."));

    public int Id => _process!.Id;

    public bool HasExited => _process is null or { HasExited: true };

    /// <summary>Starts the process and returns at once.</summary>
    public void Launch()
    {
        _address = null;
        var start = new ProcessStartInfo("dotnet", [BinaryPath()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _settings) start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        var launched = _process;
        _process.OutputDataReceived += (_, line) => Read(launched, line.Data);
        _process.ErrorDataReceived += (_, line) => Read(launched, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Launch();
        await WaitUntilReadyAsync(cancellationToken);
    }

    public Task WaitUntilReadyAsync(CancellationToken cancellationToken) => Until.TrueAsync(
        async () => HasExited
            ? throw new InvalidOperationException($"The server ended with code {_process?.ExitCode}:\n{Output}")
            : _address is not null && await IsReadyAsync(cancellationToken),
        _patience, "the server is ready", cancellationToken);

    /// <summary>SIGKILL: nothing of the process runs any more when this returns.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _address = null;
        _process!.Kill();
        await _process.WaitForExitAsync(cancellationToken);
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM, as an orchestrator sends it.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{Id}"]);
        kill.WaitForExit();
    }

    /// <summary>The exit code.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process!.WaitForExitAsync(cancellationToken).WaitAsync(_patience, TimeProvider.System, cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>A GET of the admin API.</summary>
    public async Task<JsonElement> AdminAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "/api/v1/admin/" + path));
        request.Headers.Add("X-API-Key", ApiKey);
        using var response = await Http.SendAsync(request, cancellationToken);
        return (await JsonDocument.ParseAsync(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken)).RootElement;
    }

    /// <summary>Returns when no message waits for its turn.</summary>
    public Task WaitUntilAnsweredAsync(TimeSpan patience, CancellationToken cancellationToken) => Until.TrueAsync(
        async () => (await AdminAsync("stats", cancellationToken)).GetProperty("waiting_messages").GetInt64() == 0,
        patience, "no message waits", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!HasExited) await KillAsync(CancellationToken.None);
        _process?.Dispose();
        Http.Dispose();
    }

    private static string BinaryPath()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return Path.Combine(_repository, "artifacts", "bin", "CsrAgent.Host", configuration, "csr-agent.dll");
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(Address, "/health/ready"), cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Read(Process from, string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        if (_process == from && ListeningPattern().Match(line) is { Success: true } match) _address = match.Groups[1].Value;
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningPattern();
}
