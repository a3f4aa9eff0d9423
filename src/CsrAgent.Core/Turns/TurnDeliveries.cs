using System.Diagnostics;
using CsrAgent.Answering;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Turns;

/// <summary>
/// What of a turn is sent to the customer: nothing where customers read the store themselves. The first reply of each conversation says
/// that an AI answers.
/// </summary>
internal sealed class TurnDeliveries(ChannelDirectory channels, AiDisclosure disclosure, AiMarks marks)
{
    /// <summary>The commit with its delivery, and what the customer is to be told first.</summary>
    public TurnCommit AddTo(TurnCommit commit, Conversation conversation)
    {
        if (commit.Reply.Text.Length == 0) return commit;
        var isSent = channels.Find(conversation.Channel)?.Sender is not null;
        var told = commit.State.Disclosed ? commit : Introduced(commit, isSent);
        return isSent ? told with { Deliveries = [DeliveryOf(told.Reply, conversation)] } : told;
    }

    /// <summary>The same first words for an answer that is shown while it is written.</summary>
    public IAnswerStream Introduce(IAnswerStream stream, Conversation conversation, string language) =>
        conversation.State.Disclosed || channels.Find(conversation.Channel)?.Sender is null
            ? stream
            : new IntroducedStream(stream, $"{disclosure.FirstWords(language)}\n\n");

    /// <summary>In the text where nobody else shows it; where a front end does, beside the text, which stays what was streamed.</summary>
    private TurnCommit Introduced(TurnCommit commit, bool isSent)
    {
        var words = disclosure.FirstWords(commit.Reply.Language);
        var reply = commit.Reply;
        return commit with
        {
            Reply = isSent ? reply with { Text = $"{words}\n\n{reply.Text}" } : reply with { Disclosure = words },
            State = commit.State with { Disclosed = true },
        };
    }

    private Delivery DeliveryOf(TurnReply reply, Conversation conversation) =>
        new($"{conversation.Id}/{reply.TurnId}/0", conversation.Id, conversation.Channel, conversation.UserId, reply.Text)
        {
            Articles = reply.Articles,
            Mark = marks.Of(reply),
            TraceParent = Activity.Current?.Id,
        };
}
