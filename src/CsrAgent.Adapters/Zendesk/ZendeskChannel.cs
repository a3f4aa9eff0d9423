using CsrAgent.Adapters.Zendesk.Sending;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk;

/// <summary>Tickets: a ticket is a conversation, its public comments are the messages.</summary>
internal sealed class ZendeskChannel(TicketSender sender, IOptions<ZendeskOptions> options) : IChannel
{
    public const string ChannelName = "zendesk";

    public string Name => ChannelName;

    public TimeSpan Debounce => options.Value.Debounce;

    public IChannelSender? Sender => sender;

    public bool IsOwnId(ConversationId id) => ZendeskIds.IsOwn(id);
}
