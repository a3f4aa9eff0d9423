using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsrAgent.Host;
using CsrAgent.Host.Configuration;
using CsrAgent.Host.Support;
using CsrAgent.Tests.Host.Doctor;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.Configuration;

namespace CsrAgent.Tests.Host.Support;

/// <summary><c>csr-agent support-bundle</c> of a server in which customer text, ids and keys are planted wherever they can be.</summary>
[Trait("Category", "Slow")]
public sealed class SupportBundleCommandTests : IDisposable
{
    /// <summary>Stands in each text, id and key, and so must not be in the bundle.</summary>
    private const string Mark = "plantedmark";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DoctorRig _rig = new();

    public SupportBundleCommandTests()
    {
        _rig["TURN_TIMEOUT"] = "55s";
        _rig["API_KEY"] = $"{Mark}-api-key,{Mark}-api-key-2";
        _rig["SECRET_KEY"] = $"{Mark}-secret-key-of-more-than-32-bytes";
        _rig["CLAUDE_API_KEY"] = $"sk-ant-{Mark}";
        _rig["COMPANY_NAME"] = $"{Mark} and sons";
        _rig["CLAUDE_MODL"] = $"sk-ant-{Mark}-misspelt";
    }

    private string Target => Path.Combine(_rig.Folder, "bundle.zip");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ARunningServer_TellsHowItDoesAndNothingOfCustomersOrKeys()
    {
        await using var claude = await FakeClaude.StartAsync();
        claude.Script = _ => FakeClaudeReply.InvalidKey;
        _rig["CLAUDE_BASE_URL"] = claude.BaseAddress;
        string[] names = ["API_KEY", "SECRET_KEY", "CLAUDE_API_KEY", "CLAUDE_BASE_URL", "COMPANY_NAME", "TURN_TIMEOUT"];
        (string, string)[] settings = [.. names.Select(name => (name, _rig[name]!)), ("LOG_LEVEL", "trace"), ("LOG_FORMAT", "json")];
        await using var server = await RealServer.StartAsync(settings);
        await PlantAsync(server);
        var log = Path.Combine(_rig.Folder, "server.log");
        // An exception that quotes what somebody wrote.
        var odd = $$"""
            {"Timestamp":"{{Mark}}","LogLevel":"{{Mark}} x","Category":"A","Message":"{{Mark}}","State":{"Id":"{{Mark}}"},
            "Exception":"System.FormatException: {{Mark}}\n   at A.B(String text) in /src/A.cs:line 1\n at {{Mark}} said"}
            """.ReplaceLineEndings("");
        await File.WriteAllTextAsync(log, server.Output + odd + $"\n{Mark}, unstructured\n", Token);

        var (code, output, error) = await RunAsync(server.BaseAddress, $"{Mark}-api-key", "--to", Target, "--log", log);

        Assert.Equal((0, ""), (code, error));
        Assert.DoesNotContain("no server answered", output, StringComparison.Ordinal);
        var files = Read();
        Assert.All(files, file => Assert.DoesNotContain(Mark, file.Value, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("csr-agent 1.0", files["about.txt"], StringComparison.Ordinal);
        Assert.Contains("TURN_TIMEOUT=55s", files["settings.txt"], StringComparison.Ordinal);
        Assert.Contains("SECRET_KEY=(set, ", files["settings.txt"], StringComparison.Ordinal);
        Assert.Contains("CLAUDE_MODL is not a setting", files["doctor.txt"], StringComparison.Ordinal);
        Assert.Contains("\"schema\":7", files["store.json"], StringComparison.Ordinal);
        Assert.Contains($"{Environment.MachineName}-{server.ProcessId}", files["store.json"], StringComparison.Ordinal);
        Assert.Contains("\"dead_letters\":0", files["stats.json"], StringComparison.Ordinal);
        Assert.Contains("\"store\"", files["health.json"], StringComparison.Ordinal);
        Assert.Contains("csr_messages_processed_total{", files["metrics.txt"], StringComparison.Ordinal);
        Assert.Contains("Now listening on: {address}", files["log.jsonl"], StringComparison.Ordinal);
        Assert.Contains("System.FormatException", files["log.jsonl"], StringComparison.Ordinal);
        Assert.Contains("at A.B(String text)", files["log.jsonl"], StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
    }

    [Fact]
    public async Task Run_NoServer_HasWhatThereIsWithoutOne()
    {
        using var input = new StringReader("""{"Category":"C","LogLevel":"Warning","State":{"{OriginalFormat}":"It {What}","What":"x"}}""");

        var (code, output, _) = await RunAsync($"http://localhost:{FreePort.Find()}", null, input, "--to", Target, "--log", "-");

        Assert.Equal(0, code);
        Assert.Contains("store.json: no server answered", output, StringComparison.Ordinal);
        Assert.Contains("It {What}", Read()["log.jsonl"], StringComparison.Ordinal);
        Assert.Contains("articles", Read()["doctor.txt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AFileThatExists_IsLeftAlone()
    {
        await File.WriteAllTextAsync(Target, "mine", Token);

        var (code, _, error) = await RunAsync("http://localhost:1", null, "--to", Target);

        Assert.Equal(1, code);
        Assert.StartsWith("No bundle was made: ", error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Target, Token));
    }

    [Fact]
    public async Task Run_LogThatBreaksOff_LeavesNoHalfFile()
    {
        var (code, _, error) = await RunAsync("http://localhost:1", null, new BrokenReader(), "--to", Target, "--log", "-");

        Assert.Equal(1, code);
        Assert.Equal("No bundle was made: The disk is gone.", error.Trim());
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task Run_WrongUse_IsRefusedWithUsage()
    {
        var (code, _, error) = await RunAsync("http://localhost:1", null, "--all", "x");

        Assert.Equal(2, code);
        Assert.Contains("Usage: csr-agent support-bundle", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Mark}-in-every-setting")]
    [InlineData($"https://{Mark}:{Mark}@example.com/{Mark}?key={Mark}")]
    [InlineData($"{Mark}-one, {Mark}-two")]
    [InlineData($"{Mark}+/\"'<ü>\\==")]
    public void Settings_OneThatHoldsASecretByMistake_IsNotShown(string value)
    {
        var variables = AgentSettings.All.ToDictionary(setting => setting.Name, _ => (string?)value);
        var values = new ConfigurationValues(new ConfigurationBuilder().AddInMemoryCollection(variables).Build());
        var settings = new BundledSettings(AgentSettings.All, values);

        var lines = settings.Lines().Where(line => !BundledSettings.Harmless.Contains(line.Split('=')[0])).ToList();

        Assert.InRange(lines.Count, 100, int.MaxValue);
        Assert.All(lines, line => Assert.DoesNotContain(Mark, line, StringComparison.Ordinal));
        Assert.DoesNotContain(Mark, settings.Hide($"It says {value}."), StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, settings.Hide(JsonSerializer.Serialize(value)), StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, settings.Hide(JsonSerializer.Serialize(value, Relaxed)), StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, settings.Hide($"?key={Uri.EscapeDataString(value)}"), StringComparison.Ordinal);
    }

    public void Dispose() => _rig.Dispose();

    private static async Task PlantAsync(RealServer server)
    {
        using var customer = new ChatClient(server.BaseAddress);
        using var admin = new ChatClient(server.BaseAddress, ("X-API-Key", $"{Mark}-api-key"));
        var session = $"{Mark}-session";
        (await customer.SayAsync(session, $"{Mark}: how do I reset my password?", $"{Mark}-key", $"{Mark}-user")).Is(200);
        (await customer.SayAsync(session, $"{Mark}: do you sell marzipan submarines?", $"{Mark}-key-2", $"{Mark}-user")).Is(200);
        (await customer.SayAsync(session, $"I want to talk to a human, {Mark}", $"{Mark}-key-3", $"{Mark}-user")).Is(200);
        (await customer.GetAsync($"{ChatClient.Chat}/{Mark}-unknown")).Is(404);
        (await admin.GetAsync($"{ChatClient.Admin}/customers/{Mark}-user/export")).Is(200);
        (await admin.GetAsync($"{ChatClient.Admin}/{Mark}/{Mark}")).Is(404);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(string server, string? key, params string[] args) =>
        RunAsync(server, key, TextReader.Null, args);

    private async Task<(int Code, string Output, string Error)> RunAsync(string server, string? key, TextReader input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var subject = new SupportSubject(_rig.Subject(), new Uri(server), key, input, TimeProvider.System);
        var code = await SupportBundleCommand.RunAsync(args, subject, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private sealed class BrokenReader : StringReader
    {
        public BrokenReader()
            : base("") { }

        public override string ReadLine() => throw new IOException("The disk is gone.");
    }

    private Dictionary<string, string> Read()
    {
        using var archive = ZipFile.OpenRead(Target);
        return archive.Entries.ToDictionary(entry => entry.FullName, entry => new StreamReader(entry.Open()).ReadToEnd());
    }
}
