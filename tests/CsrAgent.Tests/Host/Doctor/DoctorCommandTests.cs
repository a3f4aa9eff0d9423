using System.Net;
using System.Net.Sockets;
using CsrAgent.Host.Doctor;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Host.Doctor;

/// <summary><c>csr-agent doctor</c> and the mistakes that it is for.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private readonly DoctorRig _rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_NothingWrong_HasNoFault()
    {
        using var output = new StringWriter();

        Assert.Equal(0, await DoctorCommand.RunAsync([], _rig.Subject(), output, TextWriter.Null));
        Assert.Matches("OK +articles: [1-9][0-9]* in the folder", output.ToString());
        Assert.Contains("0 faults", output.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_rig["DATA_DIR"]), "The doctor leaves nothing behind.");
    }

    [Theory]
    [InlineData("PORT", "99999", "PORT must be 0 to 65,535")]
    [InlineData("LOG_LEVEL", "loud", "LOG_LEVEL must be trace, debug")]
    [InlineData("CHAT_AUTH", "tokne", "CHAT_AUTH must be open, token or jwt")]
    [InlineData("CHAT_AUTH", "jwt", "no key of the tokens is known: set JWT_SECRET")]
    [InlineData("TURN_TIMEOUT", "ten", "TURN_TIMEOUT must be 1 s to 10 min")]
    [InlineData("ANSWER_TIMEOUT", "5m", "ANSWER_TIMEOUT")]
    [InlineData("MODEL_PRICES", "cheap", "MODEL_PRICES is not allowed")]
    [InlineData("CLAUDE_API_KEY", "a key", "CLAUDE_API_KEY must be printable ASCII without blanks")]
    [InlineData("API_KEY", "short", "API_KEY holds a key of fewer than 12 characters")]
    [InlineData("SECRET_KEY", "short", "SECRET_KEY is 5 bytes long")]
    [InlineData("API_KEY_FILE", "/nowhere/key", "API_KEY_FILE names the file")]
    [InlineData("BIND_ADDRESS", "localhost", "BIND_ADDRESS 'localhost' is not an IP address")]
    [InlineData("TRUSTED_PROXIES", "the proxy", "TRUSTED_PROXIES")]
    [InlineData("CORS_ORIGINS", "shop", "CORS_ORIGINS")]
    [InlineData("ROLES", "api", "REDIS_URL")]
    [InlineData("REDIS_URL", "localhost:6379", "REDIS_URL must read redis://")]
    [InlineData("LLM_BASE_URL", "http://localhost:11434/v1", "LLM_MODEL")]
    [InlineData("ESCALATION_RULES", "/nowhere/rules.yaml", "/nowhere/rules.yaml")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "OTEL_EXPORTER_OTLP_ENDPOINT 'collector' is no address")]
    [InlineData("KNOWLEDGE_BASE_PATH", "/nowhere", "set KNOWLEDGE_BASE_PATH to the one that holds the articles")]
    [InlineData("DATA_DIR", "/proc/version/data", "Give the server's user that right")]
    public async Task Examine_AMistake_IsOneLineWithItsFix(string name, string value, string line)
    {
        _rig[name] = value;

        var fault = Assert.Single(await ExamineAsync(), found => found.Level == DiagnosisLevel.Fault);

        Assert.Contains(line, fault.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Text);
    }

    [Theory]
    [InlineData("the secret of the company's back end, 32 bytes", "https://id.example.com/keys", true, "both set")]
    [InlineData("short", null, true, "JWT_SECRET is 5 bytes long")]
    [InlineData(null, "https://id.example.com/keys", false, "JWT_JWKS needs JWT_ISSUER and JWT_AUDIENCE")]
    [InlineData(null, "http://id.example.com/keys", true, "must be an https address")]
    [InlineData(null, "/nowhere/keys.json", true, "is not a file of public keys")]
    [InlineData(null, "/dev/null", true, "is not a file of public keys")]
    public async Task Examine_AWrongSignedIdentity_IsOneLineWithItsFix(string? secret, string? keys, bool isNamed, string line)
    {
        (_rig["CHAT_AUTH"], _rig["JWT_SECRET"], _rig["JWT_JWKS"]) = ("jwt", secret, keys);
        if (isNamed) (_rig["JWT_ISSUER"], _rig["JWT_AUDIENCE"]) = ("https://id.example.com", "support");

        var fault = Assert.Single(await ExamineAsync(), found => found.Level == DiagnosisLevel.Fault);

        Assert.Contains(line, fault.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Text);
    }

    [Fact]
    public async Task Examine_AKeyOfTokensWithoutTheirUse_IsAWarning()
    {
        _rig["JWT_SECRET"] = "the secret of the company's back end, 32 bytes";

        Assert.Contains(await ExamineAsync(), found => found is { Level: DiagnosisLevel.Warning, Part: "identity" });
    }

    [Fact]
    public async Task Examine_NoArticles_IsAFault()
    {
        _rig["KNOWLEDGE_BASE_PATH"] = _rig.Folder;

        Assert.Contains(await ExamineAsync(), found => found is { Level: DiagnosisLevel.Fault, Part: "articles" });
    }

    [Fact]
    public async Task Examine_AnArticleThatCannotBeRead_IsNamed()
    {
        await File.WriteAllTextAsync(Path.Combine(_rig.Folder, "good.md"), "---\nid: a\ntitle: A\n---\nText.", Token);
        await File.WriteAllTextAsync(Path.Combine(_rig.Folder, "bad.md"), "No front matter.", Token);
        _rig["KNOWLEDGE_BASE_PATH"] = _rig.Folder;

        Assert.Contains(await ExamineAsync(), found => found.Text.StartsWith("bad.md: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CLAUDE_MODL", "CLAUDE_MODEL")]
    [InlineData("KNOWLEDGE_DIR", "KNOWLEDGE_BASE_PATH")]
    [InlineData("CLAUDEMODEL", "CLAUDE_MODEL")]
    [InlineData("KNOWLEDGE_PATH", "KNOWLEDGE_BASE_PATH")]
    public async Task Examine_AMisspeltSetting_IsNamedWithTheRightOne(string name, string meant)
    {
        _rig[name] = "claude-sonnet-5-5";

        Assert.Contains(await ExamineAsync(), found => found.Text == $"{name} is not a setting and has no effect; {meant} is one");
    }

    [Theory]
    [InlineData("ELASTICSEARCH_SERVICE_HOST")]
    [InlineData("ELASTICSEARCH_PORT_9200_TCP_ADDR")]
    [InlineData("KNOWLEDGE")]
    [InlineData("REDIS_HOST")]
    public async Task Examine_AVariableOfSomethingElse_IsNotNamed(string name)
    {
        _rig[name] = "10.0.0.1";

        Assert.DoesNotContain(await ExamineAsync(), found => found.Text.Contains("is not a setting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Examine_AKeyThatTheModelRefuses_IsAFault()
    {
        await using var claude = await FakeClaude.StartAsync();
        claude.Script = _ => FakeClaudeReply.InvalidKey;
        (_rig["CLAUDE_BASE_URL"], _rig["CLAUDE_API_KEY"]) = (claude.BaseAddress, "wrong");

        var fault = (await ExamineAsync()).First(found => found.Level == DiagnosisLevel.Fault);

        Assert.Equal("model", fault.Part);
        Assert.Contains("CLAUDE_API_KEY", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examine_ARedisThatIsNotThere_EndsInTime()
    {
        _rig["REDIS_URL"] = $"redis://127.0.0.1:{FreePort.Find()}";
        _rig["REDIS_TIMEOUT"] = "100ms";
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);

        var found = await DoctorCommand.ExamineAsync(_rig.Subject(), patience.Token);

        Assert.Contains(found, line => line.Level == DiagnosisLevel.Fault && line.Text.Contains("REDIS_URL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Examine_NoCollectorAtItsAddress_IsAWarning()
    {
        _rig["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{FreePort.Find()}";

        Assert.Contains(await ExamineAsync(), found => found is { Level: DiagnosisLevel.Warning, Part: "traces" });
    }

    [Fact]
    public async Task Examine_APortOfAnotherProgram_IsAFault()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        _rig["PORT"] = $"{((IPEndPoint)other.LocalEndpoint).Port}";

        Assert.Contains(await ExamineAsync(), found => found is { Level: DiagnosisLevel.Fault, Part: "port" });
    }

    [Fact]
    public async Task Examine_ForTryingOut_WarnsOfWhatIsOpen()
    {
        (_rig["CHAT_AUTH"], _rig["CORS_ORIGINS"]) = ("open", "*");

        var warnings = (await ExamineAsync()).Where(found => found.Level == DiagnosisLevel.Warning).Select(found => found.Text).ToList();

        Assert.Contains(warnings, text => text.Contains("CHAT_AUTH=token", StringComparison.Ordinal));
        Assert.Contains(warnings, text => text.Contains("CORS_ORIGINS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_WrongUse_IsRefusedWithUsage()
    {
        using var error = new StringWriter();

        Assert.Equal(2, await DoctorCommand.RunAsync(["--all"], _rig.Subject(), TextWriter.Null, error));
        Assert.Contains("Usage: csr-agent doctor", error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _rig.Dispose();

    private Task<IReadOnlyList<Diagnosis>> ExamineAsync() => _rig.ExamineAsync();
}
