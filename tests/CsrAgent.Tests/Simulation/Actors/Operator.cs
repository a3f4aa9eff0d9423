using CsrAgent.Customers;
using CsrAgent.Tests.Simulation.Scheduling;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Simulation.Actors;

/// <summary>Erases customers who ask for it, and retries dead letters.</summary>
internal sealed class Operator(World world, Caller caller, SimulatedProcess client, Journal journal, IReadOnlyList<string> users)
{
    public async Task WorkAsync(Func<bool> isOver)
    {
        while (!isOver())
        {
            await client.Time.DelayAsync(world.Between(1, 7));
            if (world.Chance(0.25)) await EraseAsync(AnyUser());
            else if (world.Chance(0.7)) await RetryAsync();
        }
    }

    /// <summary>Often the one who has written last, and whose turn is still running.</summary>
    private string AnyUser() => world.Chance(0.6) && journal.Sent.Count > 0 ? journal.Sent[^1].UserId : world.Any(users);

    private async Task EraseAsync(string user)
    {
        var erasure = new JournalErasure { UserId = user, BegunAt = world.Now };
        journal.Erasures.Add(erasure);
        var receipt = await caller.CallAsync(services =>
            services.GetRequiredService<CustomerRecords>().EraseAsync(user, "operator", CancellationToken.None)
        );
        erasure.FoundSomething = receipt is not null;
        erasure.DoneAt = world.Now;
    }

    private async Task RetryAsync()
    {
        var letters = await caller.CallAsync(services => services.GetRequiredService<IDeadLetters>().ListAsync(10, CancellationToken.None));
        if (letters.Count == 0) return;
        await caller.CallAsync(services =>
            services.GetRequiredService<IDeadLetters>().RetryAsync(world.Any(letters).Id, CancellationToken.None)
        );
    }
}
