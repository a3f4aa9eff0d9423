using CsrAgent.Channels;
using CsrAgent.Conversations;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack.Streams;

/// <summary>Shows in Slack that a turn is worked on, and in direct messages its answer while it is written.</summary>
internal sealed class SlackPreviews(SlackStreams streams, SlackSessions sessions, IOptions<SlackOptions> options, TimeProvider time)
    : IAnswerPreviews
{
    /// <summary>
    /// In a channel several people's turns may run in one thread. After a crash nobody could tell which of them an unfinished message
    /// belongs to, so there answers are written whole.
    /// </summary>
    public IAnswerPreview? Begin(ConversationId id, bool isRepeat)
    {
        if (SlackThread.Parse(id) is not { } thread) return null;
        var mayStream = options.Value.Streaming && thread.IsDirect;
        return new SlackPreview(thread, streams, sessions, time)
        {
            ShowsText = mayStream && !isRepeat && streams.IsOn,
            MayBeShown = thread.IsDirect && isRepeat,
        }.Begin();
    }
}
