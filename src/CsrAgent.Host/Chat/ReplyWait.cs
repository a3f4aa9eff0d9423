using System.Runtime.CompilerServices;
using CsrAgent.Conversations.Feed;
using CsrAgent.Conversations.Marks;
using CsrAgent.Turns;

namespace CsrAgent.Host.Chat;

/// <summary>A request that waits for the reply to its message: until the timeout, or until the server can wait no longer.</summary>
internal sealed class ReplyWait(
    ReplyWaiter waiter,
    StopDeadline deadline,
    AiMarks marks,
    IReplySubscription subscription,
    AcceptedMessage message
)
{
    public AcceptedMessage Message => message;

    public AiMarks Marks => marks;

    /// <summary>See <see cref="ReplyWaiter.FollowAsync"/>; ends without the reply at a stop, as at the timeout.</summary>
    public async IAsyncEnumerable<ReplyEvent?> FollowAsync(
        TimeSpan timeout,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Passed);
        await using var events = waiter
            .FollowAsync(subscription, message.ConversationId, message.MessageId, timeout, either.Token)
            .GetAsyncEnumerator(CancellationToken.None);
        while (await MoveNextAsync(events, cancellationToken)) yield return events.Current;
    }

    /// <summary>See <see cref="ReplyWaiter.WaitAsync"/>; null at a stop, as after the timeout.</summary>
    public async Task<ReplyEvent?> EndAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        await foreach (var happened in FollowAsync(timeout, cancellationToken))
        {
            if (happened is ReplyEvent.TurnEnded or ReplyEvent.Erased) return happened;
        }

        return null;
    }

    private async Task<bool> MoveNextAsync(IAsyncEnumerator<ReplyEvent?> events, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException) when (deadline.Passed.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
