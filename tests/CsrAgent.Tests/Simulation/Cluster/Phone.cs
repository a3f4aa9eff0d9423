using CsrAgent.Channels;
using CsrAgent.Tests.Simulation.Scheduling;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>A channel that has to be called, and what customers have got through it. It knows each delivery by its id.</summary>
internal sealed class Phone(World world)
{
    public const string ChannelName = "push";

    private readonly Dictionary<string, int> _known = [];

    /// <summary>In the order of arrival.</summary>
    public List<Delivery> Received { get; } = [];

    /// <summary>Ids whose success the outbox has recorded.</summary>
    public HashSet<string> Recorded { get; } = [];

    /// <summary>Taken from the outbox although it had recorded them as sent.</summary>
    public List<Delivery> SentAgain { get; } = [];

    public IChannel For(SimulatedProcess process, Weather weather) => new Line(this, world, process, weather);

    private string Receive(OutboxEntry entry)
    {
        // On a repeat, the channel is asked first whether it has the delivery already.
        if (_known.TryGetValue(entry.Delivery.Id, out var known) && entry.Attempt > 1) return $"phone-{known}";
        Received.Add(entry.Delivery);
        _known[entry.Delivery.Id] = Received.Count;
        return $"phone-{Received.Count}";
    }

    private sealed class Line(Phone phone, World world, SimulatedProcess process, Weather weather) : IChannel, IChannelSender
    {
        public string Name => ChannelName;

        public TimeSpan Debounce => TimeSpan.FromSeconds(1);

        public IChannelSender Sender => this;

        public async Task<string?> SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
        {
            await process.Time.DelayAsync(world.Between(0.01, 0.5), cancellationToken);
            if (world.Chance(weather.PhoneFails)) throw new DeliveryException("The phone is off.", retryable: true);
            var id = phone.Receive(entry);
            world.Note($"{process.Name} sends to {entry.Delivery.ConversationId}");
            await process.Time.DelayAsync(world.Between(0.01, 0.5), cancellationToken);
            return world.Chance(weather.PhoneFails) ? throw new DeliveryException("The line broke.", retryable: true) : id;
        }
    }
}
