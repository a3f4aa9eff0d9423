using CsrAgent.Host.Probe;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Probe;

/// <summary><c>csr-agent probe</c> against a running server.</summary>
[Collection(nameof(GroundedServer))]
public sealed class ProbeCommandTests(GroundedServer server)
{
    [Fact]
    public async Task Run_AServerThatIsReady_SaysSo() => Assert.Equal((0, "ready\n", ""), await RunAsync());

    [Fact]
    public async Task Run_WithAQuestion_GetsOneAnswerAndLeavesAnEndedSession()
    {
        var (code, output, _) = await RunAsync("--message", "How do I reset my password?");

        Assert.Equal(0, code);
        Assert.Matches("^answered in [0-9]+ ms, as usual: [1-9][0-9]* articles\n$", output);
        var sessions = (await server.Admin.GetAsync(ChatClient.Admin + "/conversations?limit=500")).Is(200).Body;
        Assert.Matches("""\{"session_id":"probe-[0-9a-f]{32}"[^}]*"status":"ended""", sessions);
    }

    [Fact]
    public async Task Run_NobodyThere_IsUnwell()
    {
        var (code, output, _) = await RunAsync("--server", $"http://127.0.0.1:{FreePort.Find()}", "--timeout", "5s");

        Assert.Equal(1, code);
        Assert.StartsWith("no answer: ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("does not know \"--loud\"", "--loud", "yes")]
    [InlineData("--server must be the server's address", "--server", "localhost")]
    [InlineData("--timeout needs a value", "--timeout")]
    [InlineData("--timeout must be greater than zero", "--timeout", "0s")]
    public async Task Run_WrongUse_IsRefusedWithUsage(string fault, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        Assert.Equal(2, await ProbeCommand.RunAsync(args, new(8080, null), output, error));
        Assert.Contains(fault, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Usage: csr-agent probe", error.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] all = args.Contains("--server") ? args : [.. args, "--server", server.Server.BaseAddress];
        var code = await ProbeCommand.RunAsync(all, new(8080, RealServer.ApiKey), output, error);
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString());
    }
}
