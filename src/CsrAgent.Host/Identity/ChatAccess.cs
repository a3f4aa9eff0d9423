using CsrAgent.Conversations;
using CsrAgent.Host.Http;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity;

/// <summary>Decides whether a caller may use a conversation. An API key stands for a trusted back end and may use any.</summary>
internal sealed class ChatAccess(ApiKeys keys, SessionTokens tokens, IOptions<IdentityOptions> options)
{
    private const string Scheme = "Bearer ";

    public bool NeedsToken => options.Value.ChatAuth == ChatAuth.Token;

    /// <summary>Null when the caller may; else the problem to answer with.</summary>
    /// <param name="userId">Who the caller says they are; null where the call does not say.</param>
    public IResult? Refusal(HttpRequest request, ConversationId id, string? userId)
    {
        if (!NeedsToken || keys.Accepts(request)) return null;
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return Problem.Unauthorized("session_token_required", "Send Authorization: Bearer with a session token; POST /api/v1/chat/sessions gives one.");
        if (tokens.Read(header[Scheme.Length..].Trim()) is not { } claims)
            return Problem.Unauthorized("session_token_invalid", "The session token is not one of this server's; POST /api/v1/chat/sessions gives a new one.");
        if (tokens.HasExpired(claims))
            return Problem.Unauthorized("session_token_expired", "The session token has expired; POST /api/v1/chat/sessions gives a new one.");
        if (claims.SessionId != id.Value || (userId is not null && claims.UserId != userId))
            return Problem.Forbidden("not_your_session", "The session token is for another session or another user.");
        return null;
    }
}
