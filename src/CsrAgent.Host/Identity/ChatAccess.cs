using CsrAgent.Admission;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity.Jwt;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity;

/// <summary>Decides whether a caller may use a conversation. An API key identifies a trusted back end, which may use any.</summary>
/// <remarks>Six constructor parameters: what a caller may have, and whom a conversation may belong to.</remarks>
internal sealed class ChatAccess(
    ApiKeys keys,
    SessionTokens tokens,
    IClosedSessions closed,
    IConversationStore store,
    ChannelDirectory channels,
    IOptions<IdentityOptions> options
)
{
    public const string ClosedDetail =
        "This session was erased with its customer's data; POST /api/v1/chat/sessions without session_id begins a new one.";

    private const string Scheme = "Bearer ";

    public bool NeedsToken => options.Value.ChatAuth != ChatAuth.Open;

    /// <summary>Null if the caller may; otherwise the problem to respond with.</summary>
    /// <param name="userId">Who the caller claims to be, or null.</param>
    public IResult? Refusal(HttpRequest request, ConversationId id, string? userId)
    {
        if (!NeedsToken || keys.Accepts(request)) return null;
        if (ProvenUserId(request) is { } proven) return userId is null || userId == proven ? null : NotYours();
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
        if (!NeedsToken || keys.Accepts(request)) return null;
        if (ProvenUserId(request) is { } proven) return await OwnerRefusalAsync(id, proven, cancellationToken);
        if (Read(request).Claims is not { } claims) return null;
        if (await closed.WasClosedSinceAsync(id, SessionTokens.SinceOf(claims), cancellationToken)) return SessionClosed();
        return await OwnerRefusalAsync(id, claims.UserId, cancellationToken);
    }

    /// <summary>
    /// Once more after a while, for a request that <see cref="OwnerRefusalAsync(HttpRequest, ConversationId, CancellationToken)"/> has let
    /// in: the conversation may have become another customer's.
    /// </summary>
    public IResult? OwnerRefusal(HttpRequest request, Conversation conversation) =>
        NeedsToken
        && !keys.Accepts(request)
        && (ProvenUserId(request) ?? Read(request).Claims?.UserId) is { } userId
        && !IsOf(conversation, userId)
            ? NotYours()
            : null;

    /// <summary>
    /// Who the customer is: whom a signed token names, else whom the request does. With CHAT_AUTH=jwt, who is not signed in gets an id of
    /// the anonymous, so that nobody puts a conversation into the list of a customer. Null where nobody says it.
    /// </summary>
    /// <exception cref="FieldException">There is no room for what makes it one of the anonymous.</exception>
    public string? UserIdOf(HttpRequest request, string? given) =>
        ProvenUserId(request) is { } proven ? given ?? proven
        : string.IsNullOrWhiteSpace(given) || options.Value.ChatAuth != ChatAuth.Jwt || keys.Accepts(request) ? given
        : Read(request).Claims is { UserIsProven: true } claims && claims.UserId == given ? given
        : AnonymousOf(given);

    /// <summary>Whom the request's signed token names; null where it has none.</summary>
    public static string? ProvenUserId(HttpRequest request) => request.HttpContext.Features.Get<CustomerIdentity.Proven>()?.UserId;

    /// <summary>The session that the request's session token opens, or opened until it expired; null without one of ours.</summary>
    public SessionClaims? SessionOf(HttpRequest request) => Read(request).Claims;

    /// <summary>Null where the request has no signed token, or one that names this customer.</summary>
    public IResult? IdentityRefusal(HttpRequest request, string userId) =>
        !keys.Accepts(request) && ProvenUserId(request) is { } proven && proven != userId ? NotYours() : null;

    /// <summary>Since when the caller has had its session, by its token; null where no token was asked for.</summary>
    public DateTimeOffset? SessionSince(HttpRequest request) =>
        NeedsToken && !keys.Accepts(request) && ProvenUserId(request) is null && Read(request).Claims is { } claims
            ? SessionTokens.SinceOf(claims)
            : null;

    /// <summary>
    /// Whether somebody whom the company trusts says who the caller's customer is: a back end with an API key, or one that asked for the
    /// session. Never where CHAT_AUTH is open: whoever knows the session's id reads what is said there.
    /// </summary>
    public bool UserIsProven(HttpRequest request) =>
        NeedsToken && (keys.Accepts(request) || ProvenUserId(request) is not null || Read(request).Claims is { UserIsProven: true });

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
        if (ProvenUserId(request) is { } proven)
        {
            return (null, proven == userId ? await OwnerRefusalAsync(id, userId, cancellationToken) : NotYours());
        }
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
    public static IResult SessionClosed() => Problem.Unauthorized("session_closed", ClosedDetail);

    /// <summary>The token after "Bearer"; null without.</summary>
    public static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    private static string AnonymousOf(string given)
    {
        var max = AdmissionRules.MaxUserId - CustomerIdentity.Anonymous.Length;
        var userId = CustomerIdentity.AnonymousOf(given);
        return userId.Length <= AdmissionRules.MaxUserId
            ? userId
            : throw new FieldException("user_id", $"user_id may be at most {max} characters for who is not signed in (CHAT_AUTH=jwt).");
    }

    private async Task<IResult?> OwnerRefusalAsync(ConversationId id, string userId, CancellationToken cancellationToken) =>
        (await store.ReadAsync(id, 0, 1, cancellationToken))?.Conversation is { } conversation && !IsOf(conversation, userId)
            ? NotYours()
            : null;

    // What was said on a channel that is called belongs to its customer there, and to nobody of the same id here.
    private bool IsOf(Conversation conversation, string userId) =>
        conversation.UserId == userId && channels.Find(conversation.Channel) is { Sender: null };

    private (SessionClaims? Claims, IResult? Refusal) Read(HttpRequest request)
    {
        if (BearerOf(request) is not { } bearer)
        {
            return (
                null,
                Problem.Unauthorized(
                    "session_token_required",
                    "Send Authorization: Bearer with a session token; POST /api/v1/chat/sessions gives one."
                )
            );
        }
        return tokens.Read(bearer) is { } claims && IsOfThisMode(claims)
            ? (claims, null)
            : (
                null,
                Problem.Unauthorized(
                    "session_token_invalid",
                    "The session token is not one of this server's; POST /api/v1/chat/sessions gives a new one."
                )
            );
    }

    // With CHAT_AUTH=jwt, a token from before may be of somebody who only claimed to be this customer.
    private bool IsOfThisMode(SessionClaims claims) =>
        options.Value.ChatAuth != ChatAuth.Jwt
        || claims.UserIsProven is true
        || claims.UserId.StartsWith(CustomerIdentity.Anonymous, StringComparison.Ordinal);

    private static IResult? Matches(SessionClaims claims, ConversationId id, string? userId) =>
        claims.SessionId != id.Value || (userId is not null && claims.UserId != userId)
            ? NotYours()
            : null;

    public static IResult NotYours() =>
        Problem.Forbidden("not_your_session", "The token is for another session or another user.");
}
