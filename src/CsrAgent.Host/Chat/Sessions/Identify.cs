using CsrAgent.Conversations;
using CsrAgent.Conversations.Owners;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using CsrAgent.Knowledge.Gaps;

namespace CsrAgent.Host.Chat.Sessions;

/// <summary>
/// <c>POST /api/v1/chat/sessions/identify</c>: the visitor has signed in. What they said before becomes the customer's own conversation,
/// once: from then on the session's token of before opens nothing.
/// </summary>
/// <remarks>Six constructor parameters: who is asking, what they may open, and what is kept under their old name.</remarks>
internal sealed class Identify(
    ChatAccess access,
    SessionTokens tokens,
    IClosedSessions closed,
    IConversationStore store,
    IConversationOwners owners,
    IKnowledgeGaps gaps
)
{
    public static Task<IResult> HandleAsync(HttpRequest request, Identify handler, CancellationToken cancellationToken) =>
        handler.RunAsync(request, cancellationToken);

    private async Task<IResult> RunAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (fields, problem) = await JsonBody.ReadObjectAsync(request, cancellationToken);
        if (problem is not null) return problem;
        if (ChatAccess.ProvenUserId(request) is not { } userId)
        {
            return access.IdentityRefusal(request, "")
                ?? Problem.Unauthorized(
                    "identity_token_required",
                    "Send Authorization: Bearer with the signed token that says who the customer is (CHAT_AUTH=jwt)."
                );
        }
        if (tokens.Read(fields.Required("session_token")) is not { } session || tokens.IsTooOldToRenew(session))
        {
            return Problem.Invalid("session_token", "session_token must be one that this server gave out in the last 30 days.");
        }
        var id = new ConversationId(session.SessionId);
        if (await closed.WasClosedSinceAsync(id, SessionTokens.SinceOf(session), cancellationToken)) return ChatAccess.SessionClosed();
        if (session.UserIsProven is true && session.UserId != userId) return ChatAccess.NotYours();
        var isMerged = session.UserId != userId && await owners.AssignAsync(id, session.UserId, userId, cancellationToken);
        // They would outlive the customer's erasure under a name that nobody asks for.
        if (isMerged) await gaps.EraseAsync(session.UserId, null, CancellationToken.None);
        return (await store.ReadAsync(id, 0, 1, cancellationToken))?.Conversation.UserId switch
        {
            null => Problem.NotFound("unknown_session", "Nothing was said in this session; send the first message as the customer."),
            { } owner when owner == userId => TypedResults.Ok(new IdentifyResponse(id.Value, userId, isMerged)),
            _ => ChatAccess.NotYours(),
        };
    }
}
