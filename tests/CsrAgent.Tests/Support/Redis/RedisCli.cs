using System.Diagnostics;

namespace CsrAgent.Tests.Support.Redis;

/// <summary>Runs <c>redis-cli</c>, which knows how clusters are made and resharded.</summary>
internal static class RedisCli
{
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var info = new ProcessStartInfo("redis-cli", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var process = Process.Start(info) ?? throw new InvalidOperationException("redis-cli did not start; ./test installs it.");
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"redis-cli {string.Join(' ', arguments)} failed:\n{await output}{await errors}");
    }
}
