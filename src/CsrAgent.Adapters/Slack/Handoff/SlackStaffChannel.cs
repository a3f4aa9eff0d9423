using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Handoff;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack.Handoff;

/// <summary>
/// Posts hand-offs into <c>SLACK_ESCALATION_CHANNEL</c>, each as a message of its own with what the customer writes afterwards as its
/// thread, and keeps it up to date.
/// </summary>
/// <remarks>Six constructor parameters: what it reads, what it writes with, and where.</remarks>
internal sealed class SlackStaffChannel(
    SlackPosts posts,
    SlackApi api,
    SlackHandoffMessage message,
    IHandoffStore handoffs,
    IOutbox outbox,
    IOptions<SlackOptions> options
) : IChannel, IChannelSender
{
    public const string ChannelName = "slack_handoff";

    /// <summary>In the metadata of a hand-off's message.</summary>
    public const string HandoffMark = "handoff";

    public string Name => ChannelName;

    public TimeSpan Debounce => TimeSpan.Zero;

    public IChannelSender? Sender => this;

    private string Channel => options.Value.EscalationChannel;

    public async Task<string?> SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var delivery = entry.Delivery;
        if (await handoffs.FindAsync(delivery.UserId, cancellationToken) is not { } ticket)
        {
            throw new DeliveryException($"The hand-off {delivery.UserId} was erased.", retryable: false);
        }
        if (delivery.Purpose == DeliveryPurpose.HandoffOpened) return await OpenAsync(entry, ticket, cancellationToken);
        var opened = StaffNotices.OpenedId(ticket, ChannelName);
        if (await outbox.FindSentAsync(delivery.ConversationId, opened, cancellationToken) is not { } root)
        {
            throw new DeliveryException(
                $"The message of hand-off {ticket.Id} could not be posted, so nothing can be added to it: retry its dead letter first.",
                retryable: false
            );
        }
        if (delivery.Purpose == DeliveryPurpose.HandoffChanged) return await UpdateAsync(root, ticket, cancellationToken);
        var post = new SlackPost(delivery.Id, Channel, root, SlackHandoffMessage.Words(delivery.Text));
        return await posts.PostAsync(post, mayBeThere: entry.Attempt > 1, cancellationToken);
    }

    private Task<string> OpenAsync(OutboxEntry entry, EscalationTicket ticket, CancellationToken cancellationToken)
    {
        var post = new SlackPost(entry.Delivery.Id, Channel, null, message.Compose(ticket))
        {
            Marks = new Dictionary<string, string> { [HandoffMark] = ticket.Id },
            // Clocks differ a little.
            Since = ticket.CreatedAt - TimeSpan.FromMinutes(5),
        };
        return posts.PostAsync(post, mayBeThere: entry.Attempt > 1, cancellationToken);
    }

    /// <summary>The same twice changes nothing more.</summary>
    private async Task<string> UpdateAsync(string root, EscalationTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = message.Compose(ticket);
            arguments["channel"] = Channel;
            arguments["ts"] = root;
            await api.WriteAsync("chat.update", arguments, cancellationToken);
            return root;
        }
        catch (SlackException e)
        {
            throw SlackPosts.ToDelivery(e);
        }
    }
}
