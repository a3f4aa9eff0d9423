using CsrAgent.Conversations;

namespace CsrAgent.Channels;

/// <summary>
/// What a channel that is called shows of a turn before its reply is delivered: that it is being worked on, and the answer as it is
/// written. Only a display: whatever fails here, the reply is delivered all the same. Safe to call from many threads.
/// </summary>
public interface IAnswerPreviews
{
    /// <summary>A turn begins. Returns at once and never throws; null where nothing can be shown.</summary>
    /// <param name="id">Of the conversation.</param>
    /// <param name="isRepeat">True where an earlier attempt at the turn may have shown something: then no text is shown again.</param>
    IAnswerPreview? Begin(ConversationId id, bool isRepeat);
}
