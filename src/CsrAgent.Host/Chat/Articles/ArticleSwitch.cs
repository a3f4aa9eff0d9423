using CsrAgent.Host.Http;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat.Articles;

/// <summary>Where the company does not want its articles read, there are none: <c>CHAT_ARTICLES</c>.</summary>
internal sealed class ArticleSwitch(IOptions<BrandOptions> options) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        options.Value.Articles ? next(context) : new(Unknown());

    public static IResult Unknown() =>
        Problem.NotFound("unknown_article", "There is no such article to read; search with GET /api/v1/chat/articles?query=.");
}
