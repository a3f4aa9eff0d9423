using CsrAgent.Tests.Simulation.Cluster;
using CsrAgent.Tests.Simulation.Scheduling;

namespace CsrAgent.Tests.Simulation.Actors;

/// <summary>Kills, stops, upgrades, sets clocks wrong and makes the weather, as its climate allows; then clears it all up.</summary>
internal sealed class Chaos(World world, Site site, SimulatedProcess outside, Climate climate)
{
    /// <summary>True where the store's wall clock was set: what is decided by it is not judged.</summary>
    public bool StoreClockWasSet { get; private set; }

    public void Begin()
    {
        var weather = site.Weather;
        if (climate.HasFlag(Climate.Network)) (weather.FailsBefore, weather.FailsAfter, weather.Stalls) = (0.03, 0.03, 0.02);
        if (climate.HasFlag(Climate.Network)) (weather.LosesEvents, weather.PhoneFails) = (0.1, 0.15);
        if (climate.HasFlag(Climate.Model)) (weather.ModelFails, weather.ModelIsSlow) = (0.1, 0.2);
        if (climate.HasFlag(Climate.Clocks))
        {
            foreach (var server in site.Servers) server.Offset = world.Between(-300, 300);
        }
        foreach (var server in site.Servers) server.Start();
    }

    public async Task RageAsync(Func<bool> isOver)
    {
        while (!isOver())
        {
            await outside.Time.DelayAsync(world.Between(1, 8));
            if (climate.HasFlag(Climate.Kills) && world.Chance(0.4)) await KillAsync(world.Any(site.Servers));
            if (climate.HasFlag(Climate.Stops) && world.Chance(0.4)) await RestartAsync(world.Any(site.Servers));
            if (climate.HasFlag(Climate.Upgrades) && world.Chance(0.2)) await UpgradeAsync(world.Chance(0.7));
            if (climate.HasFlag(Climate.Clocks) && world.Chance(0.3)) SetClock();
            if (climate.HasFlag(Climate.Store) && world.Chance(0.2)) site.Weather.StoreIsAwayUntil = world.Now + world.Between(1, 6);
            if (climate.HasFlag(Climate.Store) && world.Chance(0.1)) RestartStore();
        }
    }

    /// <summary>From now on everything works, so everything must come to its end.</summary>
    public void End()
    {
        world.Note("the faults end");
        site.Weather.ClearUp();
        foreach (var server in site.Servers.Where(server => !server.IsUp && !server.IsStopping)) server.Start();
    }

    private async Task KillAsync(Server server)
    {
        server.Kill();
        await outside.Time.DelayAsync(world.Between(0.2, 6));
        if (!server.IsUp) server.Start();
    }

    /// <summary>The embedded store lives in its server, so both die: what was leased belongs to nobody any more.</summary>
    private void RestartStore()
    {
        foreach (var server in site.Servers) server.Kill();
        site.Store.Restart();
        foreach (var server in site.Servers.Where(server => !server.IsStopping)) server.Start();
    }

    private async Task RestartAsync(Server server)
    {
        await server.StopAsync();
        await outside.Time.DelayAsync(world.Between(0.2, 2));
        if (!server.IsUp) server.Start();
    }

    /// <summary>One server after the other, so that both versions run side by side; or back again.</summary>
    private async Task UpgradeAsync(bool toNewer)
    {
        foreach (var server in site.Servers)
        {
            server.IsNewer = toNewer;
            await RestartAsync(server);
            await outside.Time.DelayAsync(world.Between(0, 3));
        }
    }

    private void SetClock()
    {
        var step = world.Chance(0.5) ? world.Between(-3600, 3600) : world.Between(-20, 20);
        if (world.Chance(0.3))
        {
            StoreClockWasSet = true;
            site.Store.Time.Offset += step;
        }
        else
        {
            world.Any(site.Servers).Offset += step;
        }
        world.Note($"a clock is set by {step.TotalSeconds:0} s");
    }
}
