using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity.Jwt;

/// <summary>
/// Reads the signed identity of a request, if it has one, for <see cref="ChatAccess"/> to decide by. One that is refused is answered here,
/// before anything else of the request is looked at, unless a back end vouches for the request with its key.
/// </summary>
internal sealed class CustomerIdentityFilter(IOptions<IdentityOptions> options, CustomerTokens tokens, ApiKeys keys) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (
            options.Value.ChatAuth == ChatAuth.Jwt
            && ChatAccess.BearerOf(http.Request) is { } bearer
            && CustomerTokens.LooksLikeOne(bearer)
        )
        {
            switch (await tokens.ReadAsync(http, bearer))
            {
                case CustomerIdentity.Proven proven:
                    http.Features.Set(proven);
                    break;
                case CustomerIdentity.Refused refused when !keys.Accepts(http.Request):
                    return refused.Problem;
            }
        }
        return await next(context);
    }
}
