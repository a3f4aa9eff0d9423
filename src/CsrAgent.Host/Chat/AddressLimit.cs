using CsrAgent.Admission;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;

namespace CsrAgent.Host.Chat;

/// <summary>
/// Limits the calls of one address that are not messages, before anything is read for them. A back end with an API key speaks for many
/// customers and is not limited.
/// </summary>
internal sealed class AddressLimit(RateLimits limits, ApiKeys keys) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (keys.Accepts(http.Request)) return await next(context);
        return await limits.TakeCallAsync(ClientAddress.Of(http), http.RequestAborted) is { } limited
            ? Problem.Later(
                http,
                StatusCodes.Status429TooManyRequests,
                "rate_limited",
                "Too many calls from this address; call again after Retry-After.",
                limited.RetryAfter
            )
            : await next(context);
    }
}
