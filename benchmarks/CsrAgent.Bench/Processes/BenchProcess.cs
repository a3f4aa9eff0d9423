using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CsrAgent.Bench.Processes;

/// <summary>A process of the bench: this program under another verb, or the server itself.</summary>
internal sealed class BenchProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private BenchProcess(Process process) => _process = process;

    /// <summary>Processor time that it has used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The part of it in the program itself.</summary>
    public TimeSpan UserCpu
    {
        get
        {
            _process.Refresh();
            return _process.UserProcessorTime;
        }
    }

    /// <summary>The part of it in the kernel.</summary>
    public TimeSpan KernelCpu
    {
        get
        {
            _process.Refresh();
            return _process.PrivilegedProcessorTime;
        }
    }

    /// <summary>Memory that is resident now, in bytes.</summary>
    public long ResidentMemory => ProcessStatus.ResidentMemory(_process.Id);

    /// <summary>The most memory that was resident since <see cref="ForgetPeak"/>, in bytes.</summary>
    public long PeakMemory => ProcessStatus.PeakMemory(_process.Id);

    public void ForgetPeak() => ProcessStatus.ForgetPeak(_process.Id);

    /// <param name="arguments">The verb and what it takes.</param>
    public static BenchProcess StartSelf(params string[] arguments) => Start([typeof(BenchProcess).Assembly.Location, .. arguments], []);

    /// <summary>The same, with the garbage collector of a server, as ASP.NET Core sets it by default.</summary>
    public static BenchProcess StartSelfAsServer(params string[] arguments) =>
        Start([typeof(BenchProcess).Assembly.Location, .. arguments], [new("DOTNET_gcServer", "1")]);

    public static BenchProcess Start(IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment) =>
        Start(Environment.ProcessPath!, arguments, environment);

    /// <param name="program">On the path.</param>
    /// <param name="arguments">Of the program.</param>
    /// <param name="environment">Beside this process's own.</param>
    public static BenchProcess Start(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start."));
    }

    /// <summary>Counts the lines of its output that fit, from now on until <paramref name="until"/> is over.</summary>
    public async Task<int> CountLinesAsync(Func<string, bool> fits, Task until)
    {
        for (var count = 0; ;)
        {
            var line = _process.StandardOutput.ReadLineAsync();
            if (await Task.WhenAny(line, until) != line) return count;
            if (await line is { } text && fits(text)) count++;
        }
    }

    /// <summary>The next line of its output that begins so, without that beginning.</summary>
    public async Task<string> LineAsync(string beginning, CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal)) return line[beginning.Length..];
        }

        throw new InvalidOperationException($"A process of the bench ended before it said '{beginning}'; its error output is above.");
    }

    /// <summary>Lets it run on with nobody reading its output.</summary>
    public void Ignore()
    {
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Signals.Terminate(_process.Id);
        using var timeout = new CancellationTokenSource(StopTime, TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await Console.Error.WriteLineAsync($"Process {_process.Id} did not stop within {StopTime} and was killed.");
        }

        _process.Dispose();
    }

    private static class Signals
    {
        private const int Sigterm = 15;

        public static void Terminate(int process) => _ = Kill(process, Sigterm);

        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Kill(int process, int signal);
    }
}
