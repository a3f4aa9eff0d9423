using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity.Jwt;

/// <summary>Reads the signed identity of a request, if it has one, for <see cref="ChatAccess"/> to decide by.</summary>
internal sealed class CustomerIdentityFilter(IOptions<IdentityOptions> options, CustomerTokens tokens) : IEndpointFilter
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
            http.Features.Set(await tokens.ReadAsync(http, bearer));
        }
        return await next(context);
    }
}
