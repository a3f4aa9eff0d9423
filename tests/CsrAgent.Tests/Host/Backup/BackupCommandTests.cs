using CsrAgent.Host.Backup;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Backup;

/// <summary><c>csr-agent backup</c> of a server that runs, and <c>csr-agent restore</c> into another folder.</summary>
[Trait("Category", "Slow")]
public sealed class BackupCommandTests : IDisposable
{
    private const int Customers = 8;

    private readonly TempFolder _folder = new();

    private string Copy => Path.Combine(_folder.Path, "copy");

    private string Restored => Path.Combine(_folder.Path, "restored");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backup_UnderLoad_HasEachMessageThatWasAnsweredBefore()
    {
        await using var server = await RealServer.StartAsync(("RATE_LIMIT_PER_USER", "0"));
        using var load = new CancellationTokenSource();
        var answered = new List<(string Session, string Key)>();
        using var admin = new ChatClient(server.BaseAddress, ("X-API-Key", RealServer.ApiKey));
        (
            await admin.PostAsync(
                ChatClient.Admin + "/knowledge-base/articles",
                new[]
                {
                    new
                    {
                        id = "sent-1",
                        title = "Opening hours",
                        body = "The shop in Graz opens at ten.",
                        language = "en",
                    },
                }
            )
        ).Is(200);
        var customers = Enumerable.Range(0, Customers).Select(number => AskAsync(server, number, answered, load.Token)).ToList();
        await Until.TrueAsync(() => Count(answered) >= 100, "customers are answered");
        List<(string Session, string Key)> before;
        lock (answered) before = [.. answered];

        var (code, output, error) = await RunAsync("backup", server.DataDirectory, "--to", Copy);

        await load.CancelAsync();
        await Task.WhenAll(customers);
        Assert.Equal((0, ""), (code, error));
        Assert.Matches("Backed up to .*: [1-9][0-9]* conversations, .* [1-9][0-9]* passages", output);
        Assert.Equal(0, (await RunAsync("restore", Restored, "--from", Copy)).Code);
        await server.StopAsync();
        await using var other = await RealServer.StartAsync(("DATA_DIR", Restored), ("KNOWLEDGE_BASE_PATH", ""));
        using var customer = new ChatClient(other.BaseAddress);
        foreach (var session in before.GroupBy(message => message.Session))
        {
            var keys = (await customer.MessagesAsync(session.Key)).Where(m => m.TryGetProperty("message_id", out _));
            Assert.Empty(session.Select(m => m.Key).Except(keys.Select(m => m.GetProperty("message_id").GetString()!)));
        }
        Assert.Contains("at ten", (await customer.SayAsync(ChatClient.NewSession(), "When does the shop in Graz open?")).Is(200).Body);
    }

    [Fact]
    public async Task Restore_ACopyThatWasChanged_IsRefused()
    {
        await MakeCopyAsync();
        await File.AppendAllTextAsync(Path.Combine(Copy, "csr-agent.db"), "x", Token);

        var (code, _, error) = await RunAsync("restore", Restored, "--from", Copy);

        Assert.Equal(1, code);
        Assert.Contains("csr-agent.db of the backup has changed since", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));
    }

    [Fact]
    public async Task Restore_IntoAFolderWithData_IsRefused()
    {
        var data = await MakeCopyAsync();

        var (code, _, error) = await RunAsync("restore", data, "--from", Copy);

        Assert.Equal(1, code);
        Assert.Contains("is not empty", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_NoBackup_IsRefused()
    {
        var (code, _, error) = await RunAsync("restore", Restored, "--from", _folder.Path);

        Assert.Equal(1, code);
        Assert.Contains("so this is no backup", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_NoServersFolder_IsRefused()
    {
        var (code, _, error) = await RunAsync("backup", _folder.Path, "--to", Copy);

        Assert.Equal(1, code);
        Assert.Contains("set DATA_DIR to the server's folder", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_WithRedis_SaysWhatToCopy()
    {
        using var error = new StringWriter();
        var server = new BackedUpServer(_folder.Path, IsOnRedis: true, "1", TimeProvider.System);

        Assert.Equal(1, await BackupCommand.RunAsync("backup", ["--to", Copy], server, TextWriter.Null, error));
        Assert.Contains("appendonlydir", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup", "needs --to")]
    [InlineData("restore", "needs --from")]
    [InlineData("backup", "does not know \"--from\"", "--from", "x")]
    public async Task Run_WrongUse_IsRefusedWithUsage(string command, string fault, params string[] args)
    {
        var (code, _, error) = await RunAsync(command, _folder.Path, args);

        Assert.Equal(2, code);
        Assert.Contains(fault, error, StringComparison.Ordinal);
        Assert.Contains("Usage: csr-agent backup", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Of a server that answered one message.</summary>
    private async Task<string> MakeCopyAsync()
    {
        var data = Path.Combine(_folder.Path, "data");
        await using var server = await RealServer.StartAsync(("DATA_DIR", data));
        Assert.Equal(0, (await RunAsync("backup", data, "--to", Copy)).Code);
        await server.StopAsync();
        return data;
    }

    private static async Task AskAsync(RealServer server, int number, List<(string, string)> answered, CancellationToken stop)
    {
        using var customer = new ChatClient(server.BaseAddress);
        var session = $"backup-{number}";
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            (await customer.SayAsync(session, "How do I reset my password?", $"{session}-{i}")).Is(200);
            lock (answered) answered.Add((session, $"{session}-{i}"));
        }
    }

    private static int Count(List<(string, string)> answered)
    {
        lock (answered) return answered.Count;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string command, string data, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var server = new BackedUpServer(data, IsOnRedis: false, "1.0", TimeProvider.System);
        return (await BackupCommand.RunAsync(command, args, server, output, error), output.ToString(), error.ToString());
    }
}
