using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using CsrAgent.Privacy;

namespace CsrAgent.Host.Chat;

/// <summary>
/// Stands before every route of a session: only its customer gets in. An id with a payment card number is refused before anything is done
/// with it, because what only looks for a session leaves its id as well, as when a process tells the others that it waits for its replies.
/// An id that a channel has made of its own numbers has none.
/// </summary>
internal sealed class SessionGuard(Redactor redactor, ChannelDirectory channels, ChatAccess access) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.GetRouteValue("sessionId") is not string id) return await next(context);
        return (channels.IsOwnId(new(id)) ? null : CardIn(redactor, id))
            ?? await access.OwnerRefusalAsync(http.Request, new ConversationId(id), http.RequestAborted)
            ?? await next(context);
    }

    /// <summary>Null for an id without one.</summary>
    public static IResult? CardIn(Redactor redactor, string id) =>
        redactor.HasCard(id)
            ? Problem.Invalid(
                "session_id",
                "session_id contains a payment card number, which must not be stored; send an id of another kind."
            )
            : null;
}
