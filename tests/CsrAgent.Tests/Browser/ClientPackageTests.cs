using System.Diagnostics;
using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Browser;

/// <summary>Runs the tests of <c>clients/js</c>, in the Node.js that comes with Playwright.</summary>
public sealed class ClientPackageTests(ITestOutputHelper output)
{
    [Fact]
    public async Task ClientPackage_ItsOwnTests_Pass()
    {
        var node = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, ".playwright", "node"), "node*", SearchOption.AllDirectories);
        var start = new ProcessStartInfo(node.Single(file => Path.GetFileNameWithoutExtension(file) == "node"))
        {
            ArgumentList = { "--test", Path.Combine(Repository.Root, "clients", "js", "test", "index.test.js") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        output.WriteLine(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        output.WriteLine(await said);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("pass 7", await said, StringComparison.Ordinal);
    }
}
