using System.Text;
using CsrAgent.Tests.Faults.Fleet;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults;

/// <summary>Erasure and DELETE while answers are on their way: no erased word comes back, and no later message goes with them.</summary>
public sealed class ErasureUnderLoadTests(ITestOutputHelper output) : FleetTest(output)
{
    private const string Staying = "marker-of-one-who-stays";

    [Fact]
    public async Task Erase_OneProcessOnSqlite_LeavesNoWordAndLosesNoLaterMessage()
    {
        await using var server = await RealServer.StartAsync(
            ("CLAUDE_BASE_URL", Claude.BaseAddress),
            ("CLAUDE_API_KEY", "test"),
            ("MODEL_RETRY_DELAY", "50ms"),
            ("RATE_LIMIT_PER_USER", "0"),
            ("LOG_LEVEL", "Warning")
        );
        using var customers = new LeavingCustomers(server.BaseAddress);

        var markers = await customers.ProveAsync(line => Report($"SQLite: {line}"));

        await StayAsync(server.BaseAddress);
        Assert.Equal(0, await server.StopAsync());
        AssertNowhere(markers, Directory.EnumerateFiles(server.DataDirectory, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Erase_TwoWorkersOverRedis_LeavesNoWordAndLosesNoLaterMessage()
    {
        await using var redis = await RedisServer.StartAsync("--rdbcompression", "no");
        await using var fleet = await StartAsync(1, 2, redis.Url);
        using var customers = new LeavingCustomers(fleet.Addresses[0]);

        var markers = await customers.ProveAsync(line => Report($"Redis: {line}"));

        await StayAsync(fleet.Addresses[0]);
        await RedisCli.RunAsync("-p", $"{redis.Port}", "SAVE");
        AssertNowhere(markers, Directory.EnumerateFiles(redis.Folder));
    }

    /// <summary>Somebody who is not erased, so that the search below shows that it would find a word.</summary>
    private static async Task StayAsync(string address)
    {
        using var customer = new ChatClient(address);
        (await customer.SayAsync("staying", $"{Staying}: when are you open?", user: "staying")).Is(200);
    }

    private static void AssertNowhere(IReadOnlyList<string> markers, IEnumerable<string> files)
    {
        var texts = files.Select(file => (Name: file, Text: Encoding.Latin1.GetString(File.ReadAllBytes(file)))).ToList();
        Assert.Contains(texts, file => file.Text.Contains(Staying, StringComparison.Ordinal));
        Assert.Empty(
            from file in texts
            from marker in markers
            where file.Text.Contains(marker, StringComparison.Ordinal)
            select $"{marker} in {file.Name}"
        );
    }
}
