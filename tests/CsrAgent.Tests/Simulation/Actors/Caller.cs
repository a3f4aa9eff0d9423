using CsrAgent.Tests.Simulation.Cluster;
using CsrAgent.Tests.Simulation.Scheduling;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Simulation.Actors;

/// <summary>Calls whichever server answers, as often as it takes. For steps that may be repeated.</summary>
internal sealed class Caller(World world, Site site, SimulatedProcess client)
{
    public async Task<T> CallAsync<T>(Func<IServiceProvider, Task<T>> request)
    {
        while (true)
        {
            try
            {
                return await site.AnyApi().CallAsync(client, request);
            }
            catch (Exception e) when (e is BrokenConnectionException or StoreUnavailableException)
            {
                await client.Time.DelayAsync(world.Between(0.2, 3));
            }
        }
    }
}
