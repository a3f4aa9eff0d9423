using CsrAgent.Host.Audit;
using CsrAgent.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CsrAgent.Tests.Host.Audit;

/// <summary><c>csr-agent audit verify</c> against a running server whose database somebody else can write to.</summary>
[Trait("Category", "Slow")]
public sealed class AuditVerifyCommandTests : IAsyncLifetime
{
    private readonly RealServer _server = new([]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync();
        using var admin = new ChatClient(_server.BaseAddress, ("X-API-Key", RealServer.ApiKey));
        for (var i = 0; i < 3; i++) (await admin.PostAsync($"{ChatClient.Admin}/dead-letters/dead_{i}/retry", null)).Is(404);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Run_BeforeAndAfterSomebodyChangedTheDatabase_SaysWhere()
    {
        var (code, output, error) = await RunAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("3 entries, 3 as they were written: intact", output, StringComparison.Ordinal);
        var head = output.Split("head ")[1].Trim();
        Assert.Equal(0, (await RunAsync("--since", head)).Code);

        await ExecuteAsync("DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'nobody' WHERE n = 2");

        (code, output, _) = await RunAsync();
        Assert.Equal(1, code);
        Assert.StartsWith("entry 2: not as it was written", output, StringComparison.Ordinal);
        // What was verified before is not looked at again.
        Assert.Equal(0, (await RunAsync("--since", head)).Code);

        await ExecuteAsync("DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE n = 3");

        (code, output, _) = await RunAsync("--since", head);
        Assert.Equal(1, code);
        Assert.Contains("entry 3: removed", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--since", "yesterday")]
    [InlineData("--history", "x")]
    [InlineData("--server")]
    public async Task Run_AnArgumentThatMakesNoSense_IsRefusedWithUsage(params string[] args)
    {
        var (code, _, error) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.Contains("Usage: csr-agent audit verify", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithoutTheKey_SaysWhatToSet()
    {
        using var error = new StringWriter();

        Assert.Equal(2, await AuditVerifyCommand.RunAsync([], new(_server.BaseAddress), null, TextWriter.Null, error));
        Assert.Contains("set API_KEY", error.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await AuditVerifyCommand.RunAsync(args, new(_server.BaseAddress), RealServer.ApiKey, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var database = new SqliteConnection(
            $"Data Source={Path.Combine(_server.DataDirectory, "csr-agent.db")};Pooling=False"
        );
        await database.OpenAsync(Token);
        await using var command = database.CreateCommand();
#pragma warning disable CA2100 // The callers' texts are constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
    }
}
