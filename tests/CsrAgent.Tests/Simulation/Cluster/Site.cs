using CsrAgent.Tests.Simulation.Actors;
using CsrAgent.Tests.Simulation.Plants;
using CsrAgent.Tests.Simulation.Scheduling;
using CsrAgent.Turns;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>Everything that a company runs: a store, some servers, a channel; and the weather over it.</summary>
internal sealed class Site : IDisposable
{
    private readonly World _world;

    public Site(World world, Climate climate, Plant? plant)
    {
        if (climate is Climate.Calm or Climate.Stops)
        {
            // Nothing dies, so nobody may have to wait for a lease to expire.
            (Options.LeaseTime, Options.ShutdownTimeout) = (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
        }
        _world = world;
        Weather = new Weather(world);
        Phone = new Phone(world);
        Store = new SharedStore(world, Options, plant);
        Servers =
        [
            new Server(world, "api-1", ServerKind.Api, this),
            new Server(world, "worker-1", ServerKind.Worker, this),
            new Server(world, "both-1", ServerKind.Both, this),
        ];
    }

    public TurnOptions Options { get; } =
        new()
        {
            WorkerPoolSize = 2,
            LeaseTime = TimeSpan.FromSeconds(10),
            TurnTimeout = TimeSpan.FromSeconds(20),
            MaxSilence = TimeSpan.FromSeconds(60),
            ShutdownTimeout = TimeSpan.FromSeconds(5),
        };

    public Weather Weather { get; }

    public Phone Phone { get; }

    public SharedStore Store { get; }

    public NewerFields NewerFields { get; } = new();

    public IReadOnlyList<Server> Servers { get; }

    public IEnumerable<SharedFeed> Feeds => Servers.Where(server => server.IsUp || server.IsStopping).Select(server => server.Feed!);

    /// <summary>Any server that a load balancer would choose; one that is down where none is up.</summary>
    public Server AnyApi()
    {
        var up = Servers.Where(server => server.IsUp && server.Kind.HasFlag(ServerKind.Api)).ToList();
        return up.Count > 0 ? _world.Any(up) : Servers[0];
    }

    public void Dispose() => Store.Dispose();
}
