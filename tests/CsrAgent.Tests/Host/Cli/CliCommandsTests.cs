using System.Text.Json;
using CsrAgent.Host.Cli;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Host.Admin;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Cli;

/// <summary>The commands at the terminal against a running server.</summary>
[Collection(nameof(GroundedServer))]
public sealed class CliCommandsTests(GroundedServer server) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Search_ForWhatAnArticleSays_ShowsIt()
    {
        var (code, output, error) = await RunAsync("kb", "search", "reset my password", "--limit", "2");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("kb-001", output, StringComparison.Ordinal);
        Assert.Contains("How to Reset Your Password", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_AsJson_PrintsWhatTheServerAnswers()
    {
        var (code, output, _) = await RunAsync("kb", "search", "reset my password", "--json");

        Assert.Equal(0, code);
        Assert.Equal("kb-001", JsonDocument.Parse(output).RootElement.GetProperty("results")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Search_LimitOutOfRange_SaysWhatTheServerSays()
    {
        var (code, _, error) = await RunAsync("kb", "search", "password", "--limit", "51");

        Assert.Equal(2, code);
        Assert.Contains("limit", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_AFolder_IndexesItOnceAndReportsWhatIsBroken()
    {
        var id = $"cli-{Guid.NewGuid():N}";
        await WriteAsync("good.md", $"---\nid: {id}\ntitle: Zorbing on Mondays\n---\n\nZorbing is free on Mondays.");
        Assert.Equal(0, (await RunAsync("kb", "import", _folder.Path)).Code);
        await WriteAsync("torn.md", "no front matter");

        var (code, output, _) = await RunAsync("kb", "import", _folder.Path);

        Assert.Equal(1, code);
        Assert.Contains("0 articles indexed, 1 unchanged, 1 failed", output, StringComparison.Ordinal);
        Assert.Contains("torn.md", output, StringComparison.Ordinal);
        Assert.Contains(id, (await RunAsync("kb", "search", "zorbing")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("more.ndjson", "{0}\n{1}\n")]
    [InlineData("more.json", "[{0},{1}]")]
    public async Task Import_AFile_SendsItsArticles(string name, string form)
    {
        var id = $"cli-{Guid.NewGuid():N}";
        var articles = new[] { $$"""{"id":"{{id}}","title":"T","body":"B"}""", $$"""{"id":"{{id}}-2","title":"T","body":""}""" };
        var first = form.Replace("{0}", articles[0], StringComparison.Ordinal);
        await WriteAsync(name, first.Replace("{1}", articles[1], StringComparison.Ordinal));

        var (code, output, _) = await RunAsync("kb", "import", Path.Combine(_folder.Path, name), "--json");

        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal((1, 1), (code, report.GetProperty("indexed").GetInt32()));
        Assert.Equal($"{id}-2", report.GetProperty("failed")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Import_NothingThere_SaysSo()
    {
        var (code, _, error) = await RunAsync("kb", "import", Path.Combine(_folder.Path, "none"));

        Assert.Equal(2, code);
        Assert.Contains("There is no file or folder", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gaps_AfterAQuestionWithoutAnAnswer_ShowsIt()
    {
        await RunAsync("ask", "Do you rent out submarines to beginners?");

        var (code, output, _) = await RunAsync("kb", "gaps", "--limit", "500");

        Assert.Equal(0, code);
        Assert.Contains("Do you rent out submarines to beginners?", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_WithoutAModel_SaysWhatToSet()
    {
        var (code, _, error) = await RunAsync("kb", "draft", "0123456789abcdef");

        Assert.Equal(2, code);
        Assert.Contains("CLAUDE_API_KEY", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_ArticlesThatContradictEachOther_ShowsWhatIsKnownOfThem()
    {
        await using var pair = await ContradictingArticles.AddAsync(server.Admin);

        var (code, output, error) = await RunAsync("kb", "review", "--limit", "200");

        Assert.Equal((1, ""), (code, error));
        Assert.Matches(@"passages were compared\.\s*$", output);
        Assert.Contains($"{pair.First}: A zorbing ball", string.Join(' ', output.Split()), StringComparison.Ordinal);
        Assert.Matches(@"1\.00 +│ figures +│ not asked +│ zorbing-", output);
        Assert.Matches(@"Alike │ Passages │ Repetition", output);
    }

    [Fact]
    public async Task Review_CheckWithoutAModel_SaysWhatToSet()
    {
        var (code, _, error) = await RunAsync("kb", "review", "--check");

        Assert.Equal(2, code);
        Assert.Contains("CLAUDE_API_KEY", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_OfAServerThatIsWell_IsOk()
    {
        var (code, output, _) = await RunAsync("kb", "status");

        Assert.Equal(0, code);
        Assert.Contains("articles", output, StringComparison.Ordinal);
        Assert.Contains("folder", output, StringComparison.Ordinal);
        Assert.Contains("Last synced", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirm_ASource_SaysWhatWasDeleted()
    {
        var (code, output, _) = await RunAsync("kb", "confirm", "folder", "--left", "100000");

        Assert.Equal((0, "Confirmed. 0 articles deleted."), (code, output.Trim()));
    }

    [Fact]
    public async Task Confirm_NothingIsShrinking_SaysSo()
    {
        var (code, _, error) = await RunAsync("kb", "confirm", "folder");

        Assert.Equal(2, code);
        Assert.Contains("no articles that the source lost", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("How do I reset my password?", 0, "How to Reset Your Password")]
    [InlineData("qwzx vbnm plkj", 1, "session ask-")]
    public async Task Ask_AQuestion_PrintsTheAnswerAndItsSources(string question, int expected, string shown)
    {
        var (code, output, _) = await RunAsync("ask", question);

        Assert.Equal(expected, code);
        Assert.Contains(shown, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithAnotherKey_NamesTheSetting()
    {
        var (code, _, error) = await RunAsync(new CliSettings(Address, "another-key-of-enough-length"), "kb", "gaps");

        Assert.Equal(2, code);
        Assert.Contains("API_KEY", error, StringComparison.Ordinal);
    }

    /// <summary>The key of the server on this machine is nobody else's.</summary>
    [Fact]
    public async Task Run_AnotherServer_IsNotGivenTheOwnKey()
    {
        var own = new CliSettings(Address, null, RealServer.ApiKey);

        Assert.Equal(0, (await RunAsync(own, "kb", "gaps")).Code);
        Assert.Equal(2, (await RunAsync(own, "kb", "gaps", "--server", Address.ToString())).Code);
    }

    [Fact]
    public async Task Run_NobodyListens_SaysHowToNameTheServer()
    {
        var (code, _, error) = await RunAsync("kb", "status", "--server", $"http://127.0.0.1:{FreePort.Find()}");

        Assert.Equal(2, code);
        Assert.Contains("--server", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kb")]
    [InlineData("kb", "export")]
    [InlineData("kb", "search")]
    [InlineData("kb", "gaps", "--limit", "many")]
    [InlineData("kb", "status", "--server", "nowhere")]
    [InlineData("ask")]
    public async Task Run_WrongUse_IsExplained(params string[] args)
    {
        var (code, _, error) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.NotEqual("", error.Trim());
    }

    [Fact]
    public async Task Run_Help_NamesEveryCommand()
    {
        var (code, output, _) = await RunAsync("kb", "--help");

        Assert.Equal(0, code);
        Assert.All(
            ["import", "search", "gaps", "draft", "review", "status", "confirm"],
            name => Assert.Contains(name, output, StringComparison.Ordinal)
        );
    }

    private Uri Address => new(server.Server.BaseAddress + "/");

    private Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(_folder.Path, name), text, TestContext.Current.CancellationToken);

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) =>
        RunAsync(new CliSettings(Address, RealServer.ApiKey), args);

    private static async Task<(int Code, string Output, string Error)> RunAsync(CliSettings settings, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CliCommands.RunAsync(args, settings, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
