using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Adapters.Slack.Streams;
using CsrAgent.Channels;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack;

/// <summary>Answers people in Slack, in the thread that they wrote in.</summary>
internal sealed class SlackChannel(
    SlackPosts posts,
    SlackStreamedPosts streamed,
    SlackReply reply,
    SlackPreviews previews,
    IOptions<SlackOptions> options
) : IChannel, IChannelSender
{
    public const string ChannelName = "slack";

    public string Name => ChannelName;

    public TimeSpan Debounce => options.Value.Debounce;

    public IChannelSender? Sender => this;

    public IAnswerPreviews? Previews => previews;

    public async Task<string?> SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var delivery = entry.Delivery;
        if (SlackThread.Parse(delivery.ConversationId) is not { } thread)
        {
            throw new DeliveryException(
                $"The conversation {delivery.ConversationId} was not opened in Slack, so there is no thread to answer in.",
                retryable: false
            );
        }
        var post = new SlackPost(delivery.Id, thread.Channel, thread.Root, reply.Compose(delivery));
        return delivery.Preview is { } preview
            ? await streamed.CompleteAsync(post, delivery, preview, mayBeThere: entry.Attempt > 1, cancellationToken)
            : await posts.PostAsync(post, mayBeThere: entry.Attempt > 1, cancellationToken);
    }
}
