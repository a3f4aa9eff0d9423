using CsrAgent.Conversations.Feed;
using CsrAgent.Host.Http;
using CsrAgent.Turns;

namespace CsrAgent.Host.Chat;

/// <summary>
/// A message's turn as an event stream: <c>accepted</c>, <c>delta</c>, <c>citation</c>, then <c>done</c>, or <c>error</c> after the
/// timeout.
/// </summary>
internal static class ChatStream
{
    public static async Task<IResult> SendAsync(
        HttpResponse response,
        ReplyWaiter waiter,
        IReplySubscription subscription,
        AcceptedMessage message,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var events = new ServerSentEvents(response);
        await events.BeginAsync(cancellationToken);
        await events.SendAsync(
            "accepted",
            new StreamAccepted(message.ConversationId.Value, message.MessageId),
            ChatJson.Wire.StreamAccepted,
            cancellationToken
        );
        var ended = message.IsRepeat && await EndedBeforeAsync(events, waiter, subscription, message, cancellationToken);
        if (!ended) await FollowAsync(response.HttpContext.Request, events, waiter, subscription, message, timeout, cancellationToken);
        return Results.Empty;
    }

    private static async Task<bool> EndedBeforeAsync(
        ServerSentEvents events,
        ReplyWaiter waiter,
        IReplySubscription subscription,
        AcceptedMessage message,
        CancellationToken cancellationToken
    )
    {
        if (
            await waiter.WaitAsync(subscription, message.ConversationId, message.MessageId, TimeSpan.Zero, cancellationToken)
            is not ReplyEvent.TurnEnded ended
        )
        {
            return false;
        }
        await events.SendAsync("done", ended.Reply.ToBody(), ChatJson.Wire.ChatResponse, cancellationToken);
        return true;
    }

    private static async Task FollowAsync(
        HttpRequest request,
        ServerSentEvents events,
        ReplyWaiter waiter,
        IReplySubscription subscription,
        AcceptedMessage message,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        await foreach (
            var happened in waiter.FollowAsync(subscription, message.ConversationId, message.MessageId, timeout, cancellationToken)
        )
        {
            switch (happened)
            {
                case null:
                    await events.PingAsync(cancellationToken);
                    break;
                case ReplyEvent.Delta delta:
                    await events.SendAsync("delta", new StreamDelta(delta.Text, null), ChatJson.Wire.StreamDelta, cancellationToken);
                    break;
                case ReplyEvent.Cited cited:
                    await events.SendAsync(
                        "citation",
                        new CitationBody(cited.Citation.ArticleId, cited.Citation.Quote),
                        ChatJson.Wire.CitationBody,
                        cancellationToken
                    );
                    break;
                case ReplyEvent.TurnEnded ended:
                    await events.SendAsync("done", ended.Reply.ToBody(), ChatJson.Wire.ChatResponse, cancellationToken);
                    return;
                case ReplyEvent.Erased:
                    await events.SendAsync("error", StreamError.Erased, ChatJson.Wire.StreamError, cancellationToken);
                    return;
            }
        }

        var later = new StreamError(
            "turn_takes_long",
            "The answer takes longer than usual; it will be in the conversation's history.",
            SessionIds.LocationOf(request, message.ConversationId)
        );
        await events.SendAsync("error", later, ChatJson.Wire.StreamError, cancellationToken);
    }
}
