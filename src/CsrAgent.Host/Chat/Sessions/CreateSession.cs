using CsrAgent.Admission;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using CsrAgent.Privacy;

namespace CsrAgent.Host.Chat.Sessions;

/// <summary>
/// <c>POST /api/v1/chat/sessions</c>: a new session with its token; or, given <c>session_id</c> and that session's token, expired or not, a
/// new token for the same session, so that a customer who returns a day later finds the conversation again.
/// </summary>
internal static class CreateSession
{
    public static async Task<IResult> HandleAsync(
        HttpContext context,
        ChatAccess access,
        ApiKeys keys,
        SessionTokens tokens,
        SessionLifetime lifetime,
        IClosedSessions closed,
        Redactor redactor,
        ChannelDirectory channels,
        CancellationToken cancellationToken
    )
    {
        var (fields, problem) = await JsonBody.ReadObjectAsync(context.Request, cancellationToken);
        if (problem is not null) return problem;
        var userId = access.UserIdOf(context.Request, fields.Optional("user_id")) ?? fields.Required("user_id");
        if (string.IsNullOrWhiteSpace(userId) || userId.Length > AdmissionRules.MaxUserId)
        {
            return Problem.Invalid("user_id", $"user_id must be 1 to {AdmissionRules.MaxUserId} characters.");
        }
        if (redactor.HasCard(userId)) return Problem.Invalid("user_id", "user_id contains a payment card number; send another id.");
        var sessionId = fields.Optional("session_id");
        if (sessionId is not null && !SessionIds.IsValid(sessionId)) return SessionIds.Malformed();
        if (sessionId is not null && AdmissionRules.OwnerFault(new(sessionId), channels) is { } owned)
        {
            return Problem.Invalid(owned.Field, owned.Detail);
        }
        if (sessionId is not null && redactor.HasCard(sessionId))
        {
            return Problem.Invalid("session_id", "session_id contains a payment card number; send another id.");
        }
        var id = sessionId is null ? SessionIds.NewRandom() : new ConversationId(sessionId);
        var (known, refusal) = sessionId is null
            ? (null, access.IdentityRefusal(context.Request, userId))
            : await access.RenewAsync(context.Request, id, userId, cancellationToken);
        if (refusal is not null) return refusal;
        var since = known is null ? await closed.ReadTimeAsync(id, cancellationToken) : SessionTokens.SinceOf(known);
        var userIsProven = known is null
            ? keys.Accepts(context.Request)
                || ChatAccess.ProvenUserId(context.Request) is not null
                || IsOwn(access, tokens, context, userId)
            : known.UserIsProven is true;
        var expires = lifetime.FromNow();
        return TypedResults.Created(
            SessionIds.LocationOf(context.Request, id),
            new SessionResponse(id.Value, userId, tokens.Create(id, userId, since, lifetime.Span, userIsProven), expires)
        );
    }

    // Another session of the customer for whom the request's own one stands.
    private static bool IsOwn(ChatAccess access, SessionTokens tokens, HttpContext context, string userId) =>
        access.SessionOf(context.Request) is { UserIsProven: true } own && own.UserId == userId && !tokens.HasExpired(own);
}
