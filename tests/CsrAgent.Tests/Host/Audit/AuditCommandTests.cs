using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsrAgent.Host.Audit;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Audit;

/// <summary><c>csr-agent audit</c> against a running server.</summary>
[Trait("Category", "Slow")]
public sealed partial class AuditCommandTests(GroundedServer server) : IClassFixture<GroundedServer>
{
    [Fact]
    public async Task Run_AServerThatKeptItsPromises_SaysSo()
    {
        using var folder = new TempFolder();
        var first = await AskAsync("audit/kept?", "a1");
        var second = await AskAsync("audit/kept?", "a2");
        var file = Path.Combine(folder.Path, "history.jsonl");
        await File.WriteAllLinesAsync(file, [first, "", second], TestContext.Current.CancellationToken);

        var (code, output, error) = await RunAsync("--history", file);

        Assert.Equal((0, ""), (code, error));
        Assert.Matches(
            "[1-9][0-9]* conversations, [1-9][0-9]* messages, 2 in the client's history: 0 lost, 0 doubled, 0 reordered",
            output
        );
    }

    [Fact]
    public async Task Run_AMessageThatTheServerDoesNotHave_IsNamedAndCounted()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "history.jsonl");
        await File.WriteAllTextAsync(file, Line("audit-lost", "gone", null, null), TestContext.Current.CancellationToken);

        var (code, output, _) = await RunAsync("--history", file);

        Assert.Equal(1, code);
        Assert.Contains("lost: audit-lost: gone was accepted and is not in the history", output, StringComparison.Ordinal);
        Assert.Contains("1 lost", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MoreConversationsThanAPageHas_ReadsThemAll()
    {
        const int Count = AuditedServer.MaxListed + 20;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Count),
            TestContext.Current.CancellationToken,
            async (number, _) => (await server.Customer.SayAsync($"audit-page-{number}", "Hello", user: $"of-page-{number}")).Is(200)
        );

        var (_, output, _) = await RunAsync();

        Assert.InRange(int.Parse(CountPattern().Match(output).Groups[1].Value, CultureInfo.InvariantCulture), Count, int.MaxValue);
    }

    [Fact]
    public async Task Run_WithoutTheKey_SaysWhatToSet()
    {
        var (code, _, error) = await RunWithKeyAsync(null, "--server", server.Server.BaseAddress);

        Assert.Equal(2, code);
        Assert.Contains("set API_KEY", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--server")]
    [InlineData("--server", "localhost")]
    [InlineData("--max-wait", "soon")]
    [InlineData("--folder", "x")]
    public async Task Run_AnArgumentThatMakesNoSense_IsRefusedWithUsage(params string[] args)
    {
        var (code, _, error) = await RunWithKeyAsync(null, args);

        Assert.Equal(2, code);
        Assert.Contains("Usage: csr-agent audit", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ALineThatIsNoMessage_IsNamed()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "history.jsonl");
        await File.WriteAllLinesAsync(file, [Line("s", "m", null, null), """{"session_id":"s"}"""], TestContext.Current.CancellationToken);

        var (code, _, error) = await RunAsync("--history", file);

        Assert.Equal(2, code);
        Assert.Contains("Line 2 of the history file", error, StringComparison.Ordinal);
    }

    /// <summary>What a command takes for the server where none is named.</summary>
    private static Uri Local => new("http://localhost:8080/");

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) =>
        RunWithKeyAsync(RealServer.ApiKey, ["--server", server.Server.BaseAddress, .. args]);

    private static async Task<(int Code, string Output, string Error)> RunWithKeyAsync(string? key, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await AuditCommand.RunAsync(args, Local, key, output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Asks a question; returns the client's line about it.</summary>
    private async Task<string> AskAsync(string session, string id)
    {
        var answer = (await server.Customer.SayAsync(session, "How can I reset my password?", id)).Is(200);
        return Line(session, id, answer.Text("turn_id"), answer.Text("message"));
    }

    private static string Line(string session, string id, string? turn, string? reply) =>
        JsonSerializer.Serialize(
            new
            {
                session_id = session,
                message_id = id,
                sent_at = TimeProvider.System.GetUtcNow(),
                accepted_at = TimeProvider.System.GetUtcNow(),
                turn_id = turn,
                reply,
            }
        );

    [GeneratedRegex("([0-9]+) conversations")]
    private static partial Regex CountPattern();
}
