namespace CsrAgent.Channels;

/// <summary>The channels of this server by name.</summary>
public sealed class ChannelDirectory(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> _byName = channels.ToDictionary(c => c.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>Null when there is no such channel.</summary>
    public IChannel? Find(string name) => _byName.GetValueOrDefault(name);
}
