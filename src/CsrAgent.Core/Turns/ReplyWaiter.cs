using System.Runtime.CompilerServices;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;

namespace CsrAgent.Turns;

/// <summary>
/// Follows an accepted message until its turn has ended. Events make it fast; the store, which is read when none arrive, makes it reliable.
/// </summary>
public sealed class ReplyWaiter(IConversationStore store, TimeProvider time)
{
    /// <summary>How long to rely on the feed alone.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>A message that waits for its reply stands at the end of its history.</summary>
    private const int Recent = 50;

    /// <summary>
    /// The events of the message's turn, up to <see cref="ReplyEvent.TurnEnded"/>, or <see cref="ReplyEvent.Erased"/> when the message is
    /// gone, or without either after <paramref name="timeout"/>. The subscription must precede the message's acceptance. Deltas of other
    /// turns are left out; null is a keep-alive after a silence.
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
                case null or ReplyEvent.Interrupted or ReplyEvent.Erased:
                    if (await store.ReadReplyAsync(id, messageId, cancellationToken) is { } reply)
                    {
                        yield return new ReplyEvent.TurnEnded(reply, [messageId]);
                        yield break;
                    }

                    if (time.GetElapsedTime(start) >= timeout) yield break;
                    if (!await IsThereAsync(id, messageId, cancellationToken))
                    {
                        yield return new ReplyEvent.Erased();
                        yield break;
                    }

                    yield return null;
                    break;
            }
        }
    }

    /// <summary>
    /// <see cref="ReplyEvent.TurnEnded"/>, or <see cref="ReplyEvent.Erased"/> when the message is no more, or null after
    /// <paramref name="timeout"/>.
    /// </summary>
    public async Task<ReplyEvent?> WaitAsync(
        IReplySubscription subscription,
        ConversationId id,
        string messageId,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        await foreach (var happened in FollowAsync(subscription, id, messageId, timeout, cancellationToken))
        {
            if (happened is ReplyEvent.TurnEnded or ReplyEvent.Erased) return happened;
        }

        return null;
    }

    /// <summary>An erasure may have been of words before this message, in a conversation that has begun anew.</summary>
    private async Task<bool> IsThereAsync(ConversationId id, string messageId, CancellationToken cancellationToken) =>
        await store.ReadAsync(id, -Recent, Recent, cancellationToken) is { } page && page.Messages.Any(message => message.Id == messageId);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
