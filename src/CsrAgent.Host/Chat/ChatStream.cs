using CsrAgent.Conversations.Feed;
using CsrAgent.Host.Http;
using CsrAgent.Host.Http.OpenApi;

namespace CsrAgent.Host.Chat;

/// <summary>
/// A message's turn as an event stream: <c>accepted</c>, <c>delta</c>, <c>citation</c>, then <c>done</c>, or <c>error</c> after the
/// timeout.
/// </summary>
internal static class ChatStream
{
    public static EventStreamShape Shape { get; } =
        new(
            "ChatEvent",
            ("accepted", typeof(StreamAccepted)),
            ("delta", typeof(StreamDelta)),
            ("citation", typeof(CitationBody)),
            ("done", typeof(ChatResponse)),
            ("error", typeof(StreamError))
        );

    public static async Task<IResult> SendAsync(
        HttpResponse response,
        ReplyWait wait,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var events = new ServerSentEvents(response);
        await events.BeginAsync(cancellationToken);
        await events.SendAsync(
            "accepted",
            new StreamAccepted(wait.Message.ConversationId.Value, wait.Message.MessageId),
            ChatJson.Wire.StreamAccepted,
            cancellationToken
        );
        var ended = wait.Message.IsRepeat && await EndedBeforeAsync(events, wait, cancellationToken);
        if (!ended) await FollowAsync(response.HttpContext.Request, events, wait, timeout, cancellationToken);
        return Results.Empty;
    }

    private static async Task<bool> EndedBeforeAsync(ServerSentEvents events, ReplyWait wait, CancellationToken cancellationToken)
    {
        if (await wait.EndAsync(TimeSpan.Zero, cancellationToken) is not ReplyEvent.TurnEnded ended) return false;
        await events.SendAsync("done", ended.Reply.ToBody(wait.Marks), ChatJson.Wire.ChatResponse, cancellationToken);
        return true;
    }

    private static async Task FollowAsync(
        HttpRequest request,
        ServerSentEvents events,
        ReplyWait wait,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        await foreach (var happened in wait.FollowAsync(timeout, cancellationToken))
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
                    await events.SendAsync("done", ended.Reply.ToBody(wait.Marks), ChatJson.Wire.ChatResponse, cancellationToken);
                    return;
                case ReplyEvent.Erased:
                    await events.SendAsync("error", StreamError.Erased, ChatJson.Wire.StreamError, cancellationToken);
                    return;
            }
        }

        var later = new StreamError(
            "turn_takes_long",
            "The answer takes longer than usual; it will be in the conversation's history.",
            SessionIds.LocationOf(request, wait.Message.ConversationId)
        );
        await events.SendAsync("error", later, ChatJson.Wire.StreamError, cancellationToken);
    }
}
