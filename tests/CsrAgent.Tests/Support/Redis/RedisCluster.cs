using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace CsrAgent.Tests.Support.Redis;

/// <summary>Three masters with a replica each, as processes of this machine.</summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int Nodes = 6;
    private const int FirstSlot = 8;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    private readonly List<RedisServer> _servers;
    private readonly ConnectionMultiplexer _admin;

    private RedisCluster(List<RedisServer> servers, ConnectionMultiplexer admin) => (_servers, _admin) = (servers, admin);

    /// <summary>Names all nodes: any one may be down when a process starts.</summary>
    public string Url => "redis://" + string.Join(',', _servers.Select(server => server.Address));

    public static async Task<RedisCluster> StartAsync()
    {
        var servers = await Task.WhenAll(
            Enumerable
                .Range(0, Nodes)
                .Select(_ =>
                    RedisServer.StartAsync(
                        "--cluster-enabled",
                        "yes",
                        "--cluster-config-file",
                        "nodes.conf",
                        "--cluster-node-timeout",
                        "1500",
                        "--cluster-require-full-coverage",
                        "no",
                        "--appendonly",
                        "yes"
                    )
                )
        );
        await RedisCli.RunAsync([
            "--cluster",
            "create",
            .. servers.Select(server => server.Address),
            "--cluster-replicas",
            "1",
            "--cluster-yes",
        ]);
        var settings = new ConfigurationOptions { AllowAdmin = true, AbortOnConnectFail = false };
        foreach (var server in servers) settings.EndPoints.Add(server.Address);
        var cluster = new RedisCluster([.. servers], await ConnectionMultiplexer.ConnectAsync(settings));
        await cluster.UntilAsync(all => all.All(node => node.IsWhole), "the cluster is whole");
        return cluster;
    }

    /// <summary>How many keys each master has.</summary>
    public async Task<IReadOnlyList<long>> KeysAsync()
    {
        var counts = new List<long>();
        foreach (var node in (await NodesAsync()).Where(node => node.IsMaster)) counts.Add(await node.Server.DatabaseSizeAsync());
        return counts;
    }

    /// <summary>SIGKILL of a master; returns when its replica has taken over and the old master is back as a replica.</summary>
    public async Task FailOverAsync(int turn)
    {
        var masters = (await NodesAsync()).Where(node => node.IsMaster).ToList();
        var victim = ServerOf(masters[turn % masters.Count].Server.EndPoint);
        await victim.KillAsync();
        await UntilAsync(
            all => all.Where(node => node.Server.EndPoint.ToString() != victim.Address).All(node => node.IsWhole),
            "a replica took over"
        );
        await victim.StartAsync();
        await UntilAsync(
            all => all.Count == Nodes && all.All(node => node.IsWhole) && all.Count(node => node.IsMaster) == Nodes / 2,
            "the old master is a replica"
        );
    }

    /// <summary>Moves slots from one master to the next while they are used.</summary>
    public async Task ReshardAsync(int turn, int slots)
    {
        // A reshard is refused until all have heard of the last one.
        await UntilAsync(all => all.Count == Nodes && all.DistinctBy(node => node.Slots).Count() == 1, "all nodes name the same masters");
        var masters = new List<string>();
        foreach (var node in (await NodesAsync()).Where(node => node.IsMaster))
        {
            masters.Add((await node.Server.ExecuteAsync("CLUSTER", "MYID")).ToString());
        }
        masters.Sort(StringComparer.Ordinal);
        await RedisCli.RunAsync(
            "--cluster",
            "reshard",
            _servers[0].Address,
            "--cluster-from",
            masters[turn % masters.Count],
            "--cluster-to",
            masters[(turn + 1) % masters.Count],
            "--cluster-slots",
            slots.ToString(CultureInfo.InvariantCulture),
            "--cluster-yes"
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _admin.DisposeAsync();
        foreach (var server in _servers) await server.DisposeAsync();
    }

    private RedisServer ServerOf(EndPoint endPoint) => _servers.Single(server => server.Address == endPoint.ToString());

    private async Task UntilAsync(Func<List<Node>, bool> isTrue, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!isTrue(await NodesAsync()))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Timeout) throw new TimeoutException($"Not within {Timeout}: {what}.");
            await Task.Delay(Often, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Of those that answer.</summary>
    private async Task<List<Node>> NodesAsync()
    {
        var nodes = new List<Node>();
        foreach (var endPoint in _servers.Select(server => server.Address))
        {
            var server = _admin.GetServer(endPoint);
            try
            {
                var info = (await server.ExecuteAsync("CLUSTER", "INFO")).ToString();
                var role = (await server.RoleAsync()).Value;
                var isLinked =
                    await server.InfoRawAsync("replication") is { } replication
                    && !replication.Contains("master_link_status:down", StringComparison.Ordinal);
                nodes.Add(
                    new(
                        server,
                        role == "master",
                        info.Contains("cluster_state:ok", StringComparison.Ordinal)
                            && info.Contains("cluster_slots_ok:16384", StringComparison.Ordinal)
                            && isLinked,
                        SlotsOf((await server.ExecuteAsync("CLUSTER", "NODES")).ToString())
                    )
                );
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                // It is down.
            }
        }

        return nodes;
    }

    // Of "id address flags master ping pong epoch state slot slot …", without slots on their way, which stand in brackets.
    private static string SlotsOf(string nodes) =>
        string.Join(
            '\n',
            nodes
                .Split('\n')
                .Select(line => line.Split(' '))
                .Where(fields => fields.Length > FirstSlot)
                .Select(fields => $"{fields[0]} {string.Join(' ', fields[FirstSlot..].Where(slots => slots[0] != '['))}")
                .Order(StringComparer.Ordinal)
        );

    /// <param name="Server">To ask.</param>
    /// <param name="IsMaster">By its own word.</param>
    /// <param name="IsWhole">It knows of a server for every slot, and a replica has its master.</param>
    /// <param name="Slots">Which master has which, as this one has heard.</param>
    private sealed record Node(IServer Server, bool IsMaster, bool IsWhole, string Slots);
}
