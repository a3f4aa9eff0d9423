using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;

namespace CsrAgent.Host.Chat;

/// <summary><c>GET /api/v1/turns/{message_id}</c>: what has become of an accepted message, for who did not wait for its answer.</summary>
internal sealed class ReadTurn(ChatAccess access, IConversationStore store, AiMarks marks)
{
    /// <summary>One that is further back has its answer.</summary>
    private const int MaxWaiting = 500;

    public static Task<IResult> HandleAsync(
        string id,
        string session_id,
        HttpContext context,
        ReadTurn handler,
        CancellationToken cancellationToken
    ) => handler.RunAsync(id, new ConversationId(session_id), context, cancellationToken);

    private async Task<IResult> RunAsync(string message, ConversationId id, HttpContext context, CancellationToken cancellationToken)
    {
        if (!ConversationId.IsValid(id.Value)) return SessionIds.Malformed();
        if (await access.OwnerRefusalAsync(context.Request, id, cancellationToken) is { } refusal) return refusal;
        if (await store.ReadReplyAsync(id, message, cancellationToken) is { } reply)
        {
            return TypedResults.Json(reply.ToBody(marks), ChatJson.Wire.ChatResponse);
        }
        var page = await store.ReadAsync(id, -MaxWaiting, MaxWaiting, cancellationToken);
        if (page?.Messages.Any(waiting => waiting.Role == MessageRole.Customer && waiting.Id == message) != true)
        {
            return Problem.NotFound("unknown_message", "This session has no such message; use the message_id of the 202 that accepted it.");
        }
        context.Response.Headers.RetryAfter = RetryAfter.Of(AcceptedBody.LookAfter);
        var location = SessionIds.LocationOf(context.Request, id);
        return TypedResults.Accepted(location, new AcceptedBody(id.Value, message, "accepted", location));
    }
}
