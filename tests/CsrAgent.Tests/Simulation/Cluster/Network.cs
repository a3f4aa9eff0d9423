using CsrAgent.Tests.Simulation.Scheduling;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>
/// The way of one process to the store. Before and after each step the process may be overtaken, delayed, told that it failed, or killed.
/// </summary>
internal sealed class Network(World world, SimulatedProcess process, SharedStore store, Weather weather)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public StoreParts Parts => store.Parts;

    public SharedStore Store => store;

    public SimulatedTime Time => process.Time;

    /// <param name="step">Its name in the trace.</param>
    /// <param name="call">The store's own step.</param>
    /// <param name="show">What of its result belongs in the trace: nothing that differs between two runs of a seed.</param>
    /// <param name="cancellationToken">Respected on the way there.</param>
    public async Task<T> CallAsync<T>(string step, Func<Task<T>> call, Func<T, string> show, CancellationToken cancellationToken)
    {
        await TravelAsync(cancellationToken);
        if (weather.StoreIsAway || world.Chance(weather.FailsBefore))
        {
            world.Note($"{process.Name} {step} fails");
            throw await UnreachableAsync(cancellationToken);
        }
        var result = SharedStore.Step(call);
        var fails = world.Chance(weather.FailsAfter);
        world.Note($"{process.Name} {step}: {show(result)}{(fails ? ", and says that it failed" : "")}");
        await TravelAsync(CancellationToken.None);
        return fails ? throw await UnreachableAsync(CancellationToken.None) : result;
    }

    public Task CallAsync(string step, Func<Task> call, CancellationToken cancellationToken) =>
        CallAsync(
            step,
            async () =>
            {
                await call();
                return true;
            },
            _ => "done",
            cancellationToken
        );

    /// <summary>On the wire: usually no time at all, but anybody may go first.</summary>
    private async Task TravelAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (world.Chance(weather.Stalls)) await process.Time.DelayAsync(world.Between(0.5, 4), cancellationToken);
        else if (world.Chance(0.3)) await process.Time.DelayAsync(world.Between(0.001, 0.05), cancellationToken);
        else await Task.Yield();
    }

    private async Task<StoreUnavailableException> UnreachableAsync(CancellationToken cancellationToken)
    {
        if (world.Chance(0.3)) await process.Time.DelayAsync(Timeout, cancellationToken);
        return new StoreUnavailableException("The store is unreachable in this simulation.", new TimeoutException());
    }
}
