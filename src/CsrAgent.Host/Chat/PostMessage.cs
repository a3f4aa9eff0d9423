using CsrAgent.Admission;
using CsrAgent.Channels;
using CsrAgent.Conversations.Feed;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using CsrAgent.Privacy;

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
            return MessageRefusal.TooManyChats.ToProblem(context);
        }
        await using var subscription = feed.Subscribe(request.ConversationId);
        var outcome = await admission.AdmitAsync(request, cancellationToken);
        return AcceptedMessage.Of(request.ConversationId, outcome) is { } message
            ? await replies.WriteAsync(context.Response, message, subscription, mode, cancellationToken)
            : MessageRefusal.Of(outcome).ToProblem(context);
    }

    private AdmissionRequest Read(HttpRequest request, FieldReader fields, string? sessionId, bool stream)
    {
        var userId = access.UserIdOf(request, fields.Optional("user_id")) ?? fields.Required("user_id");
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
