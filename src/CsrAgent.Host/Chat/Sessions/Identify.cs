using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Conversations.Owners;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using CsrAgent.Knowledge.Gaps;

namespace CsrAgent.Host.Chat.Sessions;

/// <summary>
/// <c>POST /api/v1/chat/sessions/identify</c>: the visitor has signed in. What they said before becomes the customer's own conversation,
/// once: from then on the session's token of before opens nothing, and streams that it opened end.
/// </summary>
/// <remarks>Six constructor parameters: whether the caller may, and what a merge changes.</remarks>
internal sealed class Identify(
    SessionTokens tokens,
    IClosedSessions closed,
    IConversationStore store,
    IConversationOwners owners,
    IKnowledgeGaps gaps,
    IReplyFeed feed
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
            return Problem.Unauthorized(
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
        if ((await store.ReadAsync(id, 0, 1, cancellationToken))?.Conversation.UserId is not { } owner)
        {
            return Problem.NotFound("unknown_session", "Nothing was said in this session; send the first message as the customer.");
        }
        if (owner != userId) return ChatAccess.NotYours();
        if (session.UserId != userId)
        {
            // Also where the merge was before: whoever made it may have stopped short of this.
            await feed.PublishAsync(id, new ReplyEvent.OwnerChanged(), CancellationToken.None);
            // They would outlive the customer's erasure under a name that nobody asks for.
            await gaps.EraseAsync(session.UserId, null, CancellationToken.None);
        }
        return TypedResults.Ok(new IdentifyResponse(id.Value, userId, isMerged));
    }
}
