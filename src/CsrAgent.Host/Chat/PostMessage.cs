using CsrAgent.Admission;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using CsrAgent.Turns;

namespace CsrAgent.Host.Chat;

/// <summary>
/// <c>POST /api/v1/chat</c>: the one way of a message, with a waiter at the end. The waiter listens before the message is accepted, so
/// that no reply can slip between.
/// </summary>
internal sealed class PostMessage(AdmissionGate admission, IReplyFeed feed, ReplyWaiter waiter, ChatAccess access, PostMessageParts parts)
{
    private const string IdempotencyKey = "Idempotency-Key";

    private enum DeliveryMode
    {
        Json,
        Stream,
        Later,
    }

    public static Task<IResult> HandleAsync(HttpContext context, PostMessage handler, CancellationToken cancellationToken) =>
        handler.RunAsync(context, cancellationToken);

    private async Task<IResult> RunAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (fields, problem) = await JsonBody.ReadObjectAsync(context.Request, cancellationToken);
        if (problem is not null) return problem;
        var delivery = DeliveryOf(context.Request, fields.Flag("stream"));
        var sessionId = fields.Optional("session_id");
        if (sessionId is null && access.Refusal(context.Request, default, null) is { } noToken && access.NeedsToken) return noToken;
        var request = Read(context.Request, fields, sessionId, delivery == DeliveryMode.Stream);
        if (!ConversationId.IsValid(request.ConversationId.Value)) return SessionIds.Malformed();
        if (access.Refusal(context.Request, request.ConversationId, request.UserId) is { } refusal) return refusal;
        using var place = parts.Open.TryEnter();
        if (place is null)
        {
            return Problem.Later(
                context,
                503,
                "too_many_chats",
                "Too many customers wait here already; this message was not taken. Send it again after Retry-After.",
                OpenChats.RetryAfter
            );
        }
        await using var subscription = feed.Subscribe(request.ConversationId);
        return await admission.AdmitAsync(request, cancellationToken) switch
        {
            AdmissionOutcome.Invalid invalid => Problem.Invalid(invalid.Field, invalid.Detail),
            AdmissionOutcome.RateLimited limited => Problem.Later(
                context,
                429,
                "rate_limited",
                "Too many messages; send it again after Retry-After.",
                limited.RetryAfter
            ),
            AdmissionOutcome.Decided decided => await AnswerAsync(
                context,
                request,
                decided.Outcome,
                subscription,
                delivery,
                cancellationToken
            ),
            var other => throw new InvalidOperationException(
                $"An admission ended as {other.GetType().Name}, which this endpoint does not know."
            ),
        };
    }

    private Task<IResult> AnswerAsync(
        HttpContext context,
        AdmissionRequest request,
        AcceptOutcome outcome,
        IReplySubscription subscription,
        DeliveryMode delivery,
        CancellationToken cancellationToken
    )
    {
        return outcome switch
        {
            AcceptOutcome.Accepted accepted => DeliverAsync(
                context,
                new(request.ConversationId, accepted.MessageId, false),
                subscription,
                delivery,
                cancellationToken
            ),
            AcceptOutcome.Duplicate known => DeliverAsync(
                context,
                new(request.ConversationId, known.MessageId, true),
                subscription,
                delivery,
                cancellationToken
            ),
            AcceptOutcome.KeyReused => Task.FromResult<IResult>(
                Problem.Conflict(
                    "message_id_reused",
                    "Another message was sent under this message_id; give each message its own.",
                    "message_id"
                )
            ),
            AcceptOutcome.NotYours => Task.FromResult<IResult>(
                Problem.Forbidden(
                    "not_your_session",
                    "This session belongs to another user or channel; leave out session_id to begin a new one."
                )
            ),
            AcceptOutcome.QueueFull full => Task.FromResult(
                Problem.Later(
                    context,
                    503,
                    "queue_full",
                    "Too many messages wait already; this one was not taken. Send it again after Retry-After.",
                    full.RetryAfter
                )
            ),
            _ => throw new InvalidOperationException(
                $"A message was accepted as {outcome.GetType().Name}, which this endpoint does not know."
            ),
        };
    }

    private async Task<IResult> DeliverAsync(
        HttpContext context,
        AcceptedMessage message,
        IReplySubscription subscription,
        DeliveryMode delivery,
        CancellationToken cancellationToken
    )
    {
        if (delivery == DeliveryMode.Stream)
        {
            return await ChatStream.SendAsync(
                context.Response,
                waiter,
                subscription,
                message,
                parts.Options.Value.StreamTimeout,
                cancellationToken
            );
        }

        // Its turn may have ended long ago: the feed will not tell again.
        var timeLeft = delivery == DeliveryMode.Later ? TimeSpan.Zero : parts.Options.Value.Timeout;
        if (
            message.IsRepeat
            && await waiter.WaitAsync(subscription, message.ConversationId, message.MessageId, TimeSpan.Zero, cancellationToken)
                is { } known
        )
        {
            return TypedResults.Json(known.ToBody(), ChatJson.Wire.ChatResponse);
        }
        if (
            timeLeft > TimeSpan.Zero
            && await waiter.WaitAsync(subscription, message.ConversationId, message.MessageId, timeLeft, cancellationToken) is { } reply
        )
        {
            return TypedResults.Json(reply.ToBody(), ChatJson.Wire.ChatResponse);
        }
        var location = SessionIds.LocationOf(message.ConversationId);
        return TypedResults.Accepted(location, new AcceptedBody(message.ConversationId.Value, message.MessageId, "accepted", location));
    }

    private AdmissionRequest Read(HttpRequest request, FieldReader fields, string? sessionId, bool stream)
    {
        var userId = fields.Required("user_id");
        var channel = fields.Optional("channel") ?? WebChannel.DefaultName;
        var key = fields.Optional("message_id") ?? (request.Headers.TryGetValue(IdempotencyKey, out var header) ? header.ToString() : null);
        return new AdmissionRequest
        {
            ConversationId =
                sessionId is not null ? new(sessionId)
                : key is not null ? parts.Ids.ForFirstMessage(channel, userId, key)
                : SessionIds.NewRandom(),
            UserId = userId,
            Channel = channel,
            Text = fields.Required("message"),
            MessageKey = key,
            Stream = stream,
            Metadata = fields.Map("metadata"),
        };
    }

    private static DeliveryMode DeliveryOf(HttpRequest request, bool stream)
    {
        if (stream || request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
        {
            return DeliveryMode.Stream;
        }
        return request.Headers["Prefer"].ToString().Contains("respond-async", StringComparison.OrdinalIgnoreCase)
            ? DeliveryMode.Later
            : DeliveryMode.Json;
    }
}
