using CsrAgent.Histories;
using CsrAgent.Tests.Simulation.Actors;
using CsrAgent.Tests.Simulation.Cluster;
using CsrAgent.Tests.Simulation.Plants;
using CsrAgent.Tests.Simulation.Scheduling;

namespace CsrAgent.Tests.Simulation;

/// <summary>
/// One history of a whole site, from a seed: customers, people and an operator at three servers over one store, while faults happen; then
/// the faults end, everything comes to its end, and the judge reads what everybody saw.
/// </summary>
internal sealed class Simulation : IDisposable
{
    /// <summary>What follows the faults: long enough for every lease, back-off and limit of the engine.</summary>
    private static readonly TimeSpan Peace = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan MaxFaults = TimeSpan.FromMinutes(10);

    private readonly World _world;
    private readonly Journal _journal = new();
    private readonly Climate _climate;
    private readonly Site _site;
    private readonly SimulatedProcess _outside;
    private bool _areCustomersDone;
    private bool _isOver;
    private bool _isQuiet;

    private Simulation(int seed, Plant? plant)
    {
        Seed = seed;
        _world = new World(seed);
        _climate = ClimateOf(_world);
        _outside = new SimulatedProcess(_world, "outside");
        _site = new Site(_world, _climate, plant);
    }

    public int Seed { get; }

    /// <summary>Runs a seed on the caller's thread, which must have no synchronization context: see <see cref="Seeds.RunAsync"/>.</summary>
    public static SimulationResult Run(int seed, Plant? plant)
    {
        using var simulation = new Simulation(seed, plant);
        return simulation.Run();
    }

    public void Dispose() => _site.Dispose();

    private static Climate ClimateOf(World world) =>
        world.Random.Next(8) switch
        {
            0 => Climate.Calm,
            1 => Climate.Stops,
            2 => Climate.Kills,
            3 => Climate.Network | Climate.Model,
            4 => Climate.Clocks | Climate.Kills,
            5 => Climate.Stops | Climate.Kills | Climate.Model,
            6 => Climate.Everything | Climate.Upgrades,
            _ => Climate.Everything,
        };

    private SimulationResult Run()
    {
        var chaos = new Chaos(_world, _site, _outside, _climate);
        _world.Note($"seed {Seed}, {_climate}");
        chaos.Begin();
        BeginActors(chaos);
        var ended = _world.Run(() => _areCustomersDone, MaxFaults);
        _isOver = true;
        chaos.End();
        ended &= _world.Run(() => _isQuiet, _world.Now + Peace);
        var findings = new Judge(_site, _journal, _climate, chaos.StoreClockWasSet).Read();
        if (!ended && _world.Failure is null && findings.Count == 0)
        {
            findings = [new(FindingKind.Silent, "the site", "its work", $"came to no end ({Unfinished()})")];
        }
        return new(Seed, findings, _world.Failure, _world.TraceHash, _world.Trace);
    }

    private void BeginActors(Chaos chaos)
    {
        var users = Enumerable.Range(0, _world.Random.Next(2, 5)).Select(number => $"user{(char)('a' + number)}").ToList();
        var caller = new Caller(_world, _site, _outside);
        var customers = users.Select(user => new Customer(_world, _site, _outside, _journal, user)).ToList();
        var talks = customers.Select(customer => _outside.RunAsync(() => customer.TalkAsync(_world.Random.Next(3, 9)))).ToList();
        var others = new List<Task>
        {
            _outside.RunAsync(() => new Person(_world, caller, _outside, _journal, _climate, "Anna").WorkAsync(() => _isOver)),
            _outside.RunAsync(() => new Person(_world, caller, _outside, _journal, _climate, "Bert").WorkAsync(() => _isOver)),
            _outside.RunAsync(() => new Operator(_world, caller, _outside, _journal, users).WorkAsync(() => _isOver)),
            _outside.RunAsync(() => chaos.RageAsync(() => _isOver)),
        };
        _ = _outside.RunAsync(async () =>
        {
            await Task.WhenAll(talks);
            _areCustomersDone = true;
            await Task.WhenAll(others);
            while (!IsQuiet()) await _outside.Time.DelayAsync(TimeSpan.FromSeconds(1));
            _isQuiet = true;
        });
    }

    private string Unfinished() =>
        !_areCustomersDone ? "customers still talk"
        : IsQuiet() ? "people still work"
        : "messages or deliveries wait";

    /// <summary>Nothing waits for the agent, and nothing waits to be delivered.</summary>
    private bool IsQuiet() =>
        _site.Store.Tamper(db => db.Number("SELECT (SELECT COUNT(*) FROM mailbox) + (SELECT COUNT(*) FROM outbox WHERE state = 0)")) == 0;
}
