using CsrAgent.Channels;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>Customers of anything else that the company has: it sends their messages here, and gets the replies.</summary>
internal sealed class WebhookChannel(WebhookSender sender, IOptions<WebhookOptions> options) : IChannel
{
    public const string ChannelName = "webhook";

    /// <summary>In front of the other side's ids, so that they are nobody else's.</summary>
    public const string Prefix = ChannelName + ":";

    public string Name => ChannelName;

    public TimeSpan Debounce => options.Value.Debounce;

    public IChannelSender? Sender => sender;
}
