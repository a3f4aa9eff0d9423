using CsrAgent.Conversations;

namespace CsrAgent.Channels;

/// <summary>The channels of this server by name.</summary>
public sealed class ChannelDirectory(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> _byName = channels.ToDictionary(c => c.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>Those on which any caller of the HTTP API may open a conversation, in order.</summary>
    public IEnumerable<string> OpenNames =>
        _byName.Values.Where(channel => channel.Sender is null).Select(channel => channel.Name).Order(StringComparer.Ordinal);

    /// <summary>See <see cref="IChannel.IsOwnId"/>.</summary>
    public bool IsOwnId(ConversationId id) => _byName.Values.Any(channel => channel.IsOwnId(id));

    /// <summary>
    /// The called channel whose ids, of conversations or customers, look like this: its name and a colon stand first. Whoever else used
    /// such an id would take it away from the channel's customer. Null for any other id.
    /// </summary>
    public string? OwnerOf(string id) =>
        id.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
        && _byName.TryGetValue(id[..colon].ToLowerInvariant(), out var channel)
        && channel.Sender is not null
            ? channel.Name
            : null;

    /// <summary>Null when there is no such channel.</summary>
    public IChannel? Find(string name) => _byName.GetValueOrDefault(name);
}
