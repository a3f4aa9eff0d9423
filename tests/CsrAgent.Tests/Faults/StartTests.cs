using CsrAgent.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CsrAgent.Tests.Faults;

/// <summary>A server that cannot start says why and what to do, in one line, and touches nothing.</summary>
[Collection(FaultsCollection.Name)]
public sealed class StartTests
{
    [Fact]
    public async Task Start_ASecondServerOnTheSameFolder_RefusesAndLeavesTheFirstAlone()
    {
        await using var first = await RealServer.StartAsync();
        await using var second = new RealServer([("DATA_DIR", first.DataDirectory)]);

        var why = await RefusalAsync(second);

        Assert.Contains("DATA_DIR", why, StringComparison.Ordinal);
        Assert.Contains("Stop the other server", why, StringComparison.Ordinal);
        using var customer = new ChatClient(first.BaseAddress);
        (await customer.SayAsync("s1", "When are you open?")).Is(200);
    }

    [Fact]
    public async Task Start_AfterTheFirstServerDied_TakesTheFolderOver()
    {
        await using var first = await RealServer.StartAsync();
        await using var second = new RealServer([("DATA_DIR", first.DataDirectory)]);
        await first.KillAsync();

        await second.StartAsync();

        using var customer = new ChatClient(second.BaseAddress);
        (await customer.SayAsync("s1", "When are you open?")).Is(200);
    }

    [Fact]
    public async Task Start_ADamagedDatabase_SaysWhichFileAndWhatToDo()
    {
        await using var server = new RealServer();
        var file = await WriteDatabaseAsync(server, [.. Enumerable.Range(0, 8192).Select(i => (byte)(i * 7))]);
        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);

        var why = await RefusalAsync(server);

        Assert.Contains("csr-agent.db", why, StringComparison.Ordinal);
        Assert.Contains("backup", why, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_ADatabaseThatIsCutInTheMiddle_SaysWhichFileAndWhatToDo()
    {
        await using var server = await RealServer.StartAsync();
        using (var customer = new ChatClient(server.BaseAddress))
            (await customer.SayAsync("s1", "When are you open?")).Is(200);
        await server.StopAsync();
        await using (var file = File.OpenWrite(Path.Combine(server.DataDirectory, "csr-agent.db")))
        {
            file.Seek(100, SeekOrigin.Begin);
            await file.WriteAsync(new byte[4000], TestContext.Current.CancellationToken);
        }

        Assert.Contains("backup", await RefusalAsync(server), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Start_AnotherProgramsDatabase_IsRefusedAndLeftAsItIs(int version)
    {
        await using var server = new RealServer();
        var file = await WriteDatabaseAsync(server, []);
        Execute(file, $"CREATE TABLE songs (title TEXT); PRAGMA user_version = {version}");
        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);

        Assert.Contains("another program's database", await RefusalAsync(server), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_ADatabaseOfANewerVersion_IsRefused()
    {
        await using var server = await RealServer.StartAsync();
        await server.StopAsync();
        Execute(Path.Combine(server.DataDirectory, "csr-agent.db"), "PRAGMA user_version = 99");

        Assert.Contains("newer version", await RefusalAsync(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AFolderThatCanNotBeMade_NamesTheSetting()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await using var server = new RealServer([("DATA_DIR", Path.Combine(file, "data"))]);

        Assert.Contains("DATA_DIR", await RefusalAsync(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AFolderThatCanNotBeWrittenTo_NamesTheSetting()
    {
        // The kernel's own files cannot be written to or added to, not even by root.
        await using var server = new RealServer([("DATA_DIR", "/proc")]);

        Assert.Contains("DATA_DIR", await RefusalAsync(server), StringComparison.Ordinal);
    }

    /// <summary>The one line that the server said for the operator when it did not start.</summary>
    private static async Task<string> RefusalAsync(RealServer server)
    {
        var before = server.Output.Length;
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(server.StartAsync);
        Assert.Equal(1, await server.ExitedAsync());
        Assert.StartsWith("The server ended with 1", refused.Message, StringComparison.Ordinal);
        return Assert.Single(
            server.Output[before..].Split('\n'),
            line => line.StartsWith("The server did not start: ", StringComparison.Ordinal)
        );
    }

    private static async Task<string> WriteDatabaseAsync(RealServer server, byte[] content)
    {
        Directory.CreateDirectory(server.DataDirectory);
        var file = Path.Combine(server.DataDirectory, "csr-agent.db");
        await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
        return file;
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
