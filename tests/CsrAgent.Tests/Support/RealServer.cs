using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Host;

namespace CsrAgent.Tests.Support;

/// <summary>
/// The built server as a process of its own: on a free port, which it keeps over restarts, with a DATA_DIR of its own and the sample
/// articles. Settings of the machine do not reach it.
/// </summary>
public sealed partial class RealServer : IAsyncDisposable
{
    /// <summary>The admin key, unless a test sets another.</summary>
    public const string ApiKey = "key-of-the-tests";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, string> _settings;
    private readonly StringBuilder _output = new();
    private Process? _process;

    /// <summary>Not started yet.</summary>
    public RealServer(params IEnumerable<(string Name, string Value)> settings)
    {
        DataDirectory = Path.Combine(Path.GetTempPath(), "csr-tests", Guid.NewGuid().ToString("N"));
        _settings = new()
        {
            ["PORT"] = "0",
            ["BIND_ADDRESS"] = "127.0.0.1",
            ["DATA_DIR"] = DataDirectory,
            ["KNOWLEDGE_BASE_PATH"] = Path.Combine(BuildOutput.RepositoryRoot, "samples", "knowledge-base"),
            ["API_KEY"] = ApiKey,
            // All tests come from one address.
            ["RATE_LIMIT_PER_ADDRESS"] = "0",
            // Embedding the sample articles would keep the machine busy for seconds after every start.
            ["EMBEDDINGS"] = "off",
        };
        foreach (var (name, value) in settings) _settings[name] = value;
    }

    public string DataDirectory { get; }

    /// <summary>The assembly that the next start runs.</summary>
    public string Assembly { get; set; } = BuildOutput.Server;

    /// <summary>Without a slash at the end. The same after a restart.</summary>
    public string BaseAddress { get; private set; } = "";

    /// <summary>Of the server that runs now.</summary>
    public int ProcessId => Running().Id;

    /// <summary>What the server wrote, in all its lives.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static async Task<RealServer> StartAsync(params (string Name, string Value)[] settings)
    {
        var server = new RealServer(settings);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>For the next start.</summary>
    public void Set(string name, string value) => _settings[name] = value;

    /// <summary>Returns when the server listens; throws with all that it wrote when it ends before.</summary>
    public async Task StartAsync()
    {
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(StartInfo()) ?? throw new InvalidOperationException("The server's process did not start.");
        _process.OutputDataReceived += (_, line) => Read(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, listening);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var ended = _process.WaitForExitAsync(CancellationToken.None);
        await Task.WhenAny(listening.Task, ended).WaitAsync(Timeout, TimeProvider.System, TestContext.Current.CancellationToken);
        if (!listening.Task.IsCompleted)
        {
            throw new InvalidOperationException($"The server ended with {_process.ExitCode} before it listened:\n{Output}");
        }
        BaseAddress = await listening.Task;
        _settings["PORT"] = new Uri(BaseAddress).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>SIGKILL: nothing is finished, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        Running().Kill();
        await ExitedAsync();
    }

    /// <summary>SIGTERM, as an orderly stop.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync()
    {
        Terminate();
        return ExitedAsync();
    }

    /// <summary>SIGTERM, without waiting for the end.</summary>
    public void Terminate() => Signal(PosixSignals.Terminate);

    /// <summary>SIGSTOP: it does nothing any more, and does not know it.</summary>
    public void Pause() => Signal(PosixSignals.Stop);

    /// <summary>SIGCONT: it goes on where it was.</summary>
    public void Continue() => Signal(PosixSignals.Continue);

    /// <summary>Waits for the process to end by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitedAsync()
    {
        var process = Running();
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Timeout, TimeProvider.System);
        var code = process.ExitCode;
        process.Dispose();
        _process = null;
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited) End();
            await ExitedAsync();
        }

        if (Directory.Exists(DataDirectory)) Directory.Delete(DataDirectory, recursive: true);
    }

    private void End()
    {
        if (!BuildOutput.IsMeasured)
        {
            Running().Kill();
            return;
        }

        Terminate();
        Continue();
    }

    private void Signal(int signal)
    {
        if (PosixSignals.Kill(Running().Id, signal) != 0)
        {
            throw new InvalidOperationException(
                $"The server could not be signalled (error {System.Runtime.InteropServices.Marshal.GetLastPInvokeError()})."
            );
        }
    }

    private Process Running() => _process ?? throw new InvalidOperationException("The server is not running; call StartAsync first.");

    private ProcessStartInfo StartInfo()
    {
        var info = new ProcessStartInfo("dotnet", [Assembly]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in info.Environment.Keys.Where(IsOfTheMachine).ToList()) info.Environment.Remove(name);
        foreach (var (name, value) in _settings) info.Environment[name] = value;
        return info;
    }

    private static bool IsOfTheMachine(string name) =>
        AgentSettings.All.Any(setting => setting.Name == name)
        || name.StartsWith("OTEL_", StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || name == "DOTNET_ENVIRONMENT";

    private void Read(string? line, TaskCompletionSource<string> listening)
    {
        if (line is null) return;
        lock (_output)
            _output.AppendLine(line);
        if (ListeningPattern().Match(line) is { Success: true } match) listening.TrySetResult(match.Groups[1].Value);
    }

    [GeneratedRegex("""Now listening on: (http://[^\s"]+)""")]
    private static partial Regex ListeningPattern();
}
