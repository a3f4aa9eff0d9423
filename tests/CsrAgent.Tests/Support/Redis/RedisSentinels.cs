using System.Globalization;

namespace CsrAgent.Tests.Support.Redis;

/// <summary>A master with two replicas, watched by three sentinels.</summary>
public sealed class RedisSentinels : IAsyncDisposable
{
    private const string Name = "csr-master";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    private readonly List<RedisServer> _servers = [];
    private readonly List<RedisServer> _sentinels = [];

    /// <summary>Names the sentinels, and the master as they know it.</summary>
    public string Url => $"redis+sentinel://{string.Join(',', _sentinels.Select(sentinel => sentinel.Address))}/{Name}";

    public static async Task<RedisSentinels> StartAsync()
    {
        var all = new RedisSentinels();
        var master = await RedisServer.StartAsync("--appendonly", "yes");
        all._servers.Add(master);
        string[] replicaOf = ["--appendonly", "yes", "--replicaof", "127.0.0.1", master.Port.ToString(CultureInfo.InvariantCulture)];
        all._servers.AddRange(await Task.WhenAll(RedisServer.StartAsync(replicaOf), RedisServer.StartAsync(replicaOf)));
        string[] watch =
        [
            $"sentinel monitor {Name} 127.0.0.1 {master.Port} 2",
            $"sentinel down-after-milliseconds {Name} 1000",
            $"sentinel failover-timeout {Name} 4000",
            $"sentinel parallel-syncs {Name} 2",
        ];
        for (var i = 0; i < 3; i++) all._sentinels.Add(await RedisServer.StartSentinelAsync(watch));
        await all.UntilAsync(
            async sentinel => await CountAsync(sentinel, "SLAVES") == 2 && await CountAsync(sentinel, "SENTINELS") == 2,
            "the sentinels know all"
        );
        return all;
    }

    /// <summary>SIGKILL of the master; returns when another one has taken over and the old one is back as its replica.</summary>
    public async Task FailOverAsync()
    {
        var old = await MasterAsync(_sentinels[0]);
        var victim = _servers.Single(server => server.Port == old);
        await victim.KillAsync();
        await UntilAsync(async sentinel => await MasterAsync(sentinel) != old, "a replica took over");
        await victim.StartAsReplicaOfAsync(await MasterAsync(_sentinels[0]));
        await UntilAsync(async sentinel => await ReplicasAsync(await MasterAsync(sentinel)) == 2, "all are replicas of the new master");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _sentinels.Concat(_servers)) await server.DisposeAsync();
    }

    private static async Task<int> MasterAsync(RedisServer sentinel) =>
        int.Parse(
            (await RedisCli.RunAsync("-p", Text(sentinel.Port), "SENTINEL", "GET-MASTER-ADDR-BY-NAME", Name)).Split('\n')[1],
            CultureInfo.InvariantCulture
        );

    private static async Task<int> CountAsync(RedisServer sentinel, string what) =>
        (await RedisCli.RunAsync("-p", Text(sentinel.Port), "SENTINEL", what, Name)).Split('\n').Count(line => line == "runid");

    /// <summary>Those that are up to date.</summary>
    private static async Task<int> ReplicasAsync(int master) =>
        (await RedisCli.RunAsync("-p", Text(master), "INFO", "replication"))
            .Split('\n')
            .Count(line => line.Contains("state=online", StringComparison.Ordinal));

    private async Task UntilAsync(Func<RedisServer, Task<bool>> isTrue, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        foreach (var sentinel in _sentinels)
        {
            while (!await isTrue(sentinel))
            {
                if (TimeProvider.System.GetElapsedTime(start) > Timeout) throw new TimeoutException($"Not within {Timeout}: {what}.");
                await Task.Delay(Often, TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
