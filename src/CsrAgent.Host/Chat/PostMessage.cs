using CsrAgent.Admission;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using CsrAgent.Privacy;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Host.Chat;

/// <summary>
/// <c>POST /api/v1/chat</c>: the same path as every message, with a waiter at the end. The waiter subscribes before the message is
/// accepted, so that it cannot miss the reply.
/// </summary>
/// <remarks>
/// Seven constructor parameters, because access, limits, naming and privacy are separate questions before the message is accepted.
/// </remarks>
internal sealed class PostMessage(
    AdmissionGate admission,
    Redactor redactor,
    IReplyFeed feed,
    ChatAccess access,
    SessionIds ids,
    OpenChats open,
    ReplyWriter replies
)
{
    private const string IdempotencyKey = "Idempotency-Key";

    public static Task<IResult> HandleAsync(HttpContext context, PostMessage handler, CancellationToken cancellationToken) =>
        handler.RunAsync(context, cancellationToken);

    private async Task<IResult> RunAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (fields, problem) = await JsonBody.ReadObjectAsync(context.Request, cancellationToken);
        if (problem is not null) return problem;
        var mode = ReplyWriter.ModeOf(context.Request, fields.Flag("stream"));
        var sessionId = fields.Optional("session_id");
        if (sessionId is null && access.Refusal(context.Request, default, null) is { } noToken && access.NeedsToken) return noToken;
        var request = Read(context.Request, fields, sessionId, mode == ReplyMode.Stream);
        if (!SessionIds.IsValid(request.ConversationId.Value)) return SessionIds.Malformed();
        if (SessionGuard.CardIn(redactor, request.ConversationId.Value) is { } card) return card;
        if (access.Refusal(context.Request, request.ConversationId, request.UserId) is { } refusal) return refusal;
        using var place = open.TryEnter();
        if (place is null)
        {
            return Problem.Later(
                context,
                503,
                "too_many_chats",
                "Too many requests are waiting; this message was not accepted. Send it again after Retry-After.",
                OpenChats.RetryAfter
            );
        }
        await using var subscription = feed.Subscribe(request.ConversationId);
        var outcome = await admission.AdmitAsync(request, cancellationToken);
        return Accepted(request.ConversationId, outcome) is { } message
            ? await replies.WriteAsync(context.Response, message, subscription, mode, cancellationToken)
            : Refused(context, outcome);
    }

    private static AcceptedMessage? Accepted(ConversationId id, AdmissionOutcome outcome) =>
        outcome switch
        {
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.Accepted accepted } => new(id, accepted.MessageId, IsRepeat: false),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.Duplicate known } => new(id, known.MessageId, IsRepeat: true),
            _ => null,
        };

    private static IResult Refused(HttpContext context, AdmissionOutcome outcome) =>
        outcome switch
        {
            AdmissionOutcome.Invalid invalid => Problem.Invalid(invalid.Field, invalid.Detail),
            AdmissionOutcome.RateLimited limited => Problem.Later(
                context,
                429,
                "rate_limited",
                "Too many messages; send it again after Retry-After.",
                limited.RetryAfter
            ),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.KeyReused } => Problem.Conflict(
                "message_id_reused",
                "Another message was sent under this message_id; give each message its own.",
                "message_id"
            ),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.NotYours } => Problem.Forbidden(
                "not_your_session",
                "This session belongs to another user or channel; leave out session_id to begin a new one."
            ),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.SessionClosed } => ChatAccess.SessionClosed(),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.QueueFull full } => Problem.Later(
                context,
                503,
                "queue_full",
                "Too many messages wait already; this one was not taken. Send it again after Retry-After.",
                full.RetryAfter
            ),
            _ => throw new InvalidOperationException($"This endpoint does not know the admission outcome {outcome}."),
        };

    private AdmissionRequest Read(HttpRequest request, FieldReader fields, string? sessionId, bool stream)
    {
        var userId = fields.Required("user_id");
        var channel = fields.Optional("channel") ?? WebChannel.DefaultName;
        var key = fields.Optional("message_id") ?? (request.Headers.TryGetValue(IdempotencyKey, out var header) ? header.ToString() : null);
        return new AdmissionRequest
        {
            ConversationId =
                sessionId is not null ? new(sessionId)
                : key is not null ? ids.ForFirstMessage(channel, userId, key)
                : SessionIds.NewRandom(),
            UserId = userId,
            Channel = channel,
            Text = fields.Required("message"),
            MessageKey = key,
            SessionSince = access.SessionSince(request),
            SenderIsProven = access.UserIsProven(request),
            Stream = stream,
            Metadata = fields.Map("metadata"),
        };
    }
}
