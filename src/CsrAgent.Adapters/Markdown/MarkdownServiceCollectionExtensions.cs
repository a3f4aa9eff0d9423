using CsrAgent.Adapters.Markdown.Rendering;
using CsrAgent.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Adapters.Markdown;

public static class MarkdownServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IReplyRenderer"/>.</summary>
    public static IServiceCollection AddReplyRenderer(this IServiceCollection services)
    {
        services.TryAddSingleton<IReplyRenderer, MarkdownReplyRenderer>();
        return services;
    }
}
