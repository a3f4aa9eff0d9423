using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Channels;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack;

/// <summary>Answers people in Slack, in the thread that they wrote in.</summary>
internal sealed class SlackChannel(SlackPosts posts, SlackReply reply, IOptions<SlackOptions> options) : IChannel, IChannelSender
{
    public const string ChannelName = "slack";

    public string Name => ChannelName;

    public TimeSpan Debounce => options.Value.Debounce;

    public IChannelSender? Sender => this;

    public async Task<string?> SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (SlackThread.Parse(entry.Delivery.ConversationId) is not { } thread)
        {
            throw new DeliveryException(
                $"The conversation {entry.Delivery.ConversationId} was not opened in Slack, so there is no thread to answer in.",
                retryable: false
            );
        }
        var post = new SlackPost(entry.Delivery.Id, thread.Channel, thread.Root, reply.Compose(entry.Delivery));
        return await posts.PostAsync(post, mayBeThere: entry.Attempt > 1, cancellationToken);
    }
}
