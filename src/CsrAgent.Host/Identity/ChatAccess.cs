using CsrAgent.Conversations;
using CsrAgent.Host.Http;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity;

/// <summary>Decides whether a caller may use a conversation. An API key identifies a trusted back end, which may use any.</summary>
internal sealed class ChatAccess(
    ApiKeys keys,
    SessionTokens tokens,
    IClosedSessions closed,
    IConversationStore store,
    IOptions<IdentityOptions> options
)
{
    private const string Scheme = "Bearer ";

    public bool NeedsToken => options.Value.ChatAuth == ChatAuth.Token;

    /// <summary>Null if the caller may; otherwise the problem to respond with.</summary>
    /// <param name="userId">Who the caller claims to be, or null.</param>
    public IResult? Refusal(HttpRequest request, ConversationId id, string? userId)
    {
        if (!NeedsToken || keys.Accepts(request)) return null;
        var (claims, refusal) = Read(request);
        if (claims is null) return refusal;
        if (tokens.HasExpired(claims))
        {
            return Problem.Unauthorized(
                "session_token_expired",
                "The session token has expired; POST /api/v1/chat/sessions with it and its session_id gives a new one."
            );
        }
        return Matches(claims, id, userId);
    }

    /// <summary>
    /// The same for a session that is there already, which may not be the one of the token: its id was given away twice, or used again
    /// after an erasure.
    /// </summary>
    public async Task<IResult?> OwnerRefusalAsync(HttpRequest request, ConversationId id, CancellationToken cancellationToken)
    {
        if (Refusal(request, id, null) is { } refusal) return refusal;
        if (!NeedsToken || keys.Accepts(request) || Read(request).Claims is not { } claims) return null;
        if (await closed.WasClosedSinceAsync(id, SessionTokens.SinceOf(claims), cancellationToken)) return SessionClosed();
        var owner = (await store.ReadAsync(id, 0, 1, cancellationToken))?.Conversation.UserId;
        return owner is null || owner == claims.UserId ? null : NotYours();
    }

    /// <summary>Since when the caller has had its session, by its token; null where no token was asked for.</summary>
    public DateTimeOffset? SessionSince(HttpRequest request) =>
        NeedsToken && !keys.Accepts(request) && Read(request).Claims is { } claims ? SessionTokens.SinceOf(claims) : null;

    /// <summary>
    /// Whether somebody whom the company trusts says who the caller's customer is: a back end with an API key, or one that asked for the
    /// session. Never where CHAT_AUTH is open: whoever knows the session's id reads what is said there.
    /// </summary>
    public bool UserIsProven(HttpRequest request) =>
        NeedsToken && (keys.Accepts(request) || Read(request).Claims is { UserIsProven: true });

    /// <summary>
    /// No refusal when the caller may have a new token for a session: with the session's own token, or with an API key. Also where
    /// CHAT_AUTH is open now: it may not stay so.
    /// </summary>
    public async Task<(SessionClaims? Claims, IResult? Refusal)> RenewAsync(
        HttpRequest request,
        ConversationId id,
        string userId,
        CancellationToken cancellationToken
    )
    {
        if (keys.Accepts(request)) return (null, null);
        var (claims, refusal) = Read(request);
        if (claims is null) return (null, refusal);
        if (tokens.IsTooOldToRenew(claims))
        {
            return (
                null,
                Problem.Unauthorized(
                    "session_token_expired",
                    "The session token expired too long ago to be renewed; POST /api/v1/chat/sessions without session_id begins a new "
                        + "session."
                )
            );
        }
        if (Matches(claims, id, userId) is { } notTheirs) return (null, notTheirs);
        var since = SessionTokens.SinceOf(claims);
        return await closed.WasClosedSinceAsync(id, since, cancellationToken) ? (null, SessionClosed()) : (claims, null);
    }

    /// <summary>The answer to a token whose session was erased with its customer.</summary>
    public static IResult SessionClosed() =>
        Problem.Unauthorized(
            "session_closed",
            "This session was erased with its customer's data; POST /api/v1/chat/sessions without session_id begins a new one."
        );

    private (SessionClaims? Claims, IResult? Refusal) Read(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (
                null,
                Problem.Unauthorized(
                    "session_token_required",
                    "Send Authorization: Bearer with a session token; POST /api/v1/chat/sessions gives one."
                )
            );
        }
        return tokens.Read(header[Scheme.Length..].Trim()) is { } claims
            ? (claims, null)
            : (
                null,
                Problem.Unauthorized(
                    "session_token_invalid",
                    "The session token is not one of this server's; POST /api/v1/chat/sessions gives a new one."
                )
            );
    }

    private static IResult? Matches(SessionClaims claims, ConversationId id, string? userId) =>
        claims.SessionId != id.Value || (userId is not null && claims.UserId != userId)
            ? NotYours()
            : null;

    private static IResult NotYours() =>
        Problem.Forbidden("not_your_session", "The session token is for another session or another user.");
}
