using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults;

/// <summary>What keeps a server from starting is said in one sentence, and what looks wrong is said when it starts.</summary>
[Collection(FaultsCollection.Name)]
public sealed class StartRefusalTests
{
    public static TheoryData<string, string, string> Refusals =>
        new()
        {
            { "SECRET_KEY", "short", "SECRET_KEY" },
            { "API_KEY", "x", "API_KEY" },
            { "PORT", "eighty", "PORT" },
            { "LLM_BASE_URL", "http://localhost:1", "LLM_MODEL" },
            { "OTEL_EXPORTER_OTLP_ENDPOINT", "banana", "OTEL_EXPORTER_OTLP_ENDPOINT" },
            { "OTEL_EXPORTER_OTLP_PROTOCOL", "htpp", "OTEL_EXPORTER_OTLP_PROTOCOL" },
            { "TRUSTED_PROXIES", "nginx", "TRUSTED_PROXIES" },
            { "DATA_DIR", "/proc/nowhere", "DATA_DIR" },
            { "CORS_ORIGINS", "a.example", "CORS_ORIGINS" },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Start_WithAWrongSetting_SaysItInOneSentence(string name, string value, string named)
    {
        await using var server = new RealServer((name, value));

        await AssertRefusedAsync(server, named);
    }

    [Fact]
    public async Task Start_OnAPortInUse_SaysItInOneSentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var server = new RealServer(("PORT", port));

        await AssertRefusedAsync(server, "PORT");
    }

    [Fact]
    public async Task Start_WithAMisspeltSetting_SaysWhichWasMeant()
    {
        await using var server = await RealServer.StartAsync(("CLAUDE_MODL", "claude-sonnet-5-5"), ("MY_OWN_VARIABLE", "1"));

        await Until.TrueAsync(
            () => server.Output.Contains("CLAUDE_MODL is not a setting and has no effect; CLAUDE_MODEL is one", StringComparison.Ordinal),
            "the misspelt setting is named"
        );
        Assert.DoesNotContain("MY_OWN_VARIABLE", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutTheFolderOfArticles_IsNotReadyAndSaysWhy()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"csr-missing-{Guid.NewGuid():N}");
        await using var server = await RealServer.StartAsync(("KNOWLEDGE_BASE_PATH", folder));
        using var admin = new ChatClient(server.BaseAddress, ("X-API-Key", RealServer.ApiKey));

        var missing = (await admin.GetAsync("/health/ready")).Is(503);
        var check = missing["checks"].EnumerateArray().Single(c => c.Text("name") == "articles");
        Assert.Contains("folder", check.Text("fault"), StringComparison.Ordinal);
        Assert.Contains(folder, server.Output, StringComparison.Ordinal);

        Directory.CreateDirectory(folder);
        (await admin.PostAsync($"{ChatClient.Admin}/knowledge-base/index", null)).Is(200);
        await admin.WaitAsync("/health/ready", answer => answer.Status == 200);
        Directory.Delete(folder);
    }

    private static async Task AssertRefusedAsync(RealServer server, string named)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(server.StartAsync);

        Assert.NotEqual(0, await server.ExitedAsync());
        var line = Assert.Single(
            server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            said => !said.Contains(" info: ") && !said.Contains(" warn: ")
        );
        Assert.StartsWith("The server did not start: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }
}
