using System.Diagnostics;

namespace CsrAgent.Tests.Deploy.Processes;

/// <summary>The tool that comes with Prometheus.</summary>
internal static class Promtool
{
    /// <summary>Fails with all that it wrote where it finds a fault.</summary>
    public static async Task RunAsync(params IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("promtool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process =
            Process.Start(info) ?? throw new InvalidOperationException("promtool did not start; ./test installs prometheus.");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, await output + await error);
    }
}
