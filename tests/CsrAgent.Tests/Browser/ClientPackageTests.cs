using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Browser;

/// <summary>Runs the tests of <c>clients/js</c>, in the Node.js that comes with Playwright.</summary>
public sealed class ClientPackageTests
{
    [Fact]
    public async Task ClientPackage_ItsOwnTests_Pass()
    {
        var node = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, ".playwright", "node"), "node*", SearchOption.AllDirectories);

        var said = await ExternalProgram.RunAsync(
            node.Single(file => Path.GetFileNameWithoutExtension(file) == "node"),
            "--test",
            Path.Combine(Repository.Root, "clients", "js", "test", "index.test.js")
        );

        Assert.Contains("pass 7", said, StringComparison.Ordinal);
    }
}
