using CsrAgent.Host.Http;
using CsrAgent.Privacy;

namespace CsrAgent.Host.Chat;

/// <summary>
/// Refuses a session id with a payment card number in it before anything is done with it: what only looks for a session leaves its id as
/// well, as when a process tells the others that it waits for the session's replies.
/// </summary>
internal sealed class SessionIdWithoutCard(Redactor redactor) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.GetRouteValue("sessionId") is string id && Refusal(redactor, id) is { } refusal ? refusal : await next(context);

    /// <summary>Null for an id without one.</summary>
    public static IResult? Refusal(Redactor redactor, string id) =>
        redactor.HasCard(id)
            ? Problem.Invalid(
                "session_id",
                "session_id contains a payment card number, which must not be stored; send an id of another kind."
            )
            : null;
}
