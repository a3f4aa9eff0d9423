using CsrAgent.Conversations.Feed;
using CsrAgent.Conversations.Marks;
using CsrAgent.Host.Http;
using CsrAgent.Turns;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat;

/// <summary>Responds to the request of an accepted message: with the reply, with a stream, or with 202 and the reply's location.</summary>
internal sealed class ReplyWriter(ReplyWaiter waiter, StopDeadline deadline, AiMarks marks, IOptions<ChatOptions> options)
{
    public static ReplyMode ModeOf(HttpRequest request, bool stream)
    {
        if (stream || request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
        {
            return ReplyMode.Stream;
        }
        return request.Headers["Prefer"].ToString().Contains("respond-async", StringComparison.OrdinalIgnoreCase)
            ? ReplyMode.Later
            : ReplyMode.Wait;
    }

    public ReplyWait WaitFor(AcceptedMessage message, IReplySubscription subscription) =>
        new(waiter, deadline, marks, subscription, message);

    public async Task<IResult> WriteAsync(
        HttpResponse response,
        AcceptedMessage message,
        IReplySubscription subscription,
        ReplyMode mode,
        CancellationToken cancellationToken
    )
    {
        var wait = WaitFor(message, subscription);
        if (mode == ReplyMode.Stream) return await ChatStream.SendAsync(response, wait, options.Value.StreamTimeout, cancellationToken);
        // A repeated message's turn may have ended long ago, and the feed will not announce it again, so the store is read first.
        var end = message.IsRepeat ? await wait.EndAsync(TimeSpan.Zero, cancellationToken) : null;
        if (mode == ReplyMode.Wait) end ??= await wait.EndAsync(options.Value.Timeout, cancellationToken);
        if (end is ReplyEvent.TurnEnded { Reply: var reply }) return TypedResults.Json(reply.ToBody(marks), ChatJson.Wire.ChatResponse);
        if (end is ReplyEvent.Erased) return Problem.Of(StatusCodes.Status410Gone, StreamError.Erased.Code, StreamError.Erased.Detail);
        response.Headers.RetryAfter = RetryAfter.Of(AcceptedBody.LookAfter);
        if (mode == ReplyMode.Later) response.Headers["Preference-Applied"] = "respond-async";
        var location = SessionIds.LocationOf(response.HttpContext.Request, message.ConversationId);
        return TypedResults.Accepted(location, new AcceptedBody(message.ConversationId.Value, message.MessageId, "accepted", location));
    }
}
