using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Tests.Simulation.Scheduling;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>One process's feed: what it publishes reaches the others later, or never. At most once, as the seam promises.</summary>
internal sealed class SharedFeed(World world, SimulatedProcess process, Weather weather, Func<IEnumerable<SharedFeed>> all) : IReplyFeed
{
    private readonly InMemoryReplyFeed _local = new(process.Time);
    private TimeSpan _arrives;

    public ValueTask PublishAsync(ConversationId id, ReplyEvent happened, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var feed in all().Where(_ => !world.Chance(weather.LosesEvents))) feed.Receive(id, happened);
        return ValueTask.CompletedTask;
    }

    public IReplySubscription Subscribe(ConversationId id) => _local.Subscribe(id);

    /// <summary>In order, each after some time on the wire.</summary>
    private void Receive(ConversationId id, ReplyEvent happened)
    {
        var arrives = world.Now + world.Between(0, 0.05);
        _arrives = arrives > _arrives ? arrives : _arrives + TimeSpan.FromTicks(1);
        var timer = new SimulatedTimer(world, process, _ => _local.Publish(id, happened), null);
        timer.Change(_arrives - world.Now, Timeout.InfiniteTimeSpan);
    }
}
