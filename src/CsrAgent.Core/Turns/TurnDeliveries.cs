using System.Diagnostics;
using CsrAgent.Answering;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Turns;

/// <summary>What of a turn is sent to the customer: nothing where customers read the store themselves.</summary>
internal sealed class TurnDeliveries(ChannelDirectory channels, AiDisclosure disclosure, AiMarks marks)
{
    /// <summary>The commit with its delivery; the first of a conversation begins by saying that an AI answers.</summary>
    public TurnCommit AddTo(TurnCommit commit, Conversation conversation)
    {
        if (commit.Reply.Text.Length == 0 || channels.Find(conversation.Channel)?.Sender is null) return commit;
        var told = commit.State.Disclosed ? commit : Introduced(commit);
        return told with { Deliveries = [DeliveryOf(told.Reply, conversation)] };
    }

    /// <summary>The same first words for an answer that is shown while it is written.</summary>
    public IAnswerStream Introduce(IAnswerStream stream, Conversation conversation, string language) =>
        conversation.State.Disclosed || channels.Find(conversation.Channel)?.Sender is null
            ? stream
            : new IntroducedStream(stream, $"{disclosure.FirstWords(language)}\n\n");

    private TurnCommit Introduced(TurnCommit commit) =>
        commit with
        {
            Reply = commit.Reply with { Text = $"{disclosure.FirstWords(commit.Reply.Language)}\n\n{commit.Reply.Text}" },
            State = commit.State with { Disclosed = true },
        };

    private Delivery DeliveryOf(TurnReply reply, Conversation conversation) =>
        new($"{conversation.Id}/{reply.TurnId}/0", conversation.Id, conversation.Channel, conversation.UserId, reply.Text)
        {
            Articles = reply.Articles,
            Mark = marks.Of(reply),
            TraceParent = Activity.Current?.Id,
        };
}
