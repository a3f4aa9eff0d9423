namespace CsrAgent.Channels;

/// <summary>
/// The HTTP API, the chat page and the widget. Their customers read the store and the feed, so nothing is sent and bursts need no debounce.
/// </summary>
/// <param name="name"><c>web</c>, or a name under which a company's own front end reports itself.</param>
public sealed class WebChannel(string name) : IChannel
{
    public const string DefaultName = "web";

    public string Name => name;

    public TimeSpan Debounce => TimeSpan.Zero;

    public IChannelSender? Sender => null;
}
