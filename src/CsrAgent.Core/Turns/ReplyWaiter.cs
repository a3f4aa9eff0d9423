using System.Runtime.CompilerServices;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;

namespace CsrAgent.Turns;

/// <summary>
/// Follows one accepted message until its turn has ended. Events make it quick; the store, read whenever none come, makes it certain.
/// </summary>
public sealed class ReplyWaiter(IConversationStore store, TimeProvider time)
{
    /// <summary>How long to trust the feed alone.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What happens to the message's turn, ending with <see cref="ReplyEvent.TurnEnded"/>; ends without it when <paramref name="timeout"/>
    /// runs out. The subscription must be older than the message's acceptance. Deltas of other turns are left out; null is a sign of life
    /// after silence.
    /// </summary>
    public async IAsyncEnumerable<ReplyEvent?> FollowAsync(
        IReplySubscription subscription,
        ConversationId id,
        string messageId,
        TimeSpan timeout,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var start = time.GetTimestamp();
        TurnId? turn = null;
        while (true)
        {
            var left = timeout - time.GetElapsedTime(start);
            var happened = await subscription.NextAsync(left < Timeout ? Max(left, TimeSpan.Zero) : Timeout, cancellationToken);
            switch (happened)
            {
                case ReplyEvent.TurnStarted started when started.MessageIds.Contains(messageId):
                    turn = started.TurnId;
                    break;
                case ReplyEvent.Delta delta when delta.TurnId == turn:
                case ReplyEvent.Cited cited when cited.TurnId == turn:
                    yield return happened;
                    break;
                case ReplyEvent.TurnEnded ended when ended.MessageIds.Contains(messageId):
                    yield return ended;
                    yield break;
                case null or ReplyEvent.Interrupted:
                    if (await store.ReadReplyAsync(id, messageId, cancellationToken) is { } reply)
                    {
                        yield return new ReplyEvent.TurnEnded(reply, [messageId]);
                        yield break;
                    }

                    if (time.GetElapsedTime(start) >= timeout) yield break;
                    yield return null;
                    break;
            }
        }
    }

    /// <summary>How the message's turn ended; null when <paramref name="timeout"/> ran out before.</summary>
    public async Task<TurnReply?> WaitAsync(
        IReplySubscription subscription,
        ConversationId id,
        string messageId,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        await foreach (var happened in FollowAsync(subscription, id, messageId, timeout, cancellationToken))
        {
            if (happened is ReplyEvent.TurnEnded ended) return ended.Reply;
        }

        return null;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
