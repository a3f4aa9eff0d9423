using CsrAgent.Adapters.Markdown.Rendering;
using CsrAgent.Channels;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Adapters.Markdown;

public static class MarkdownServiceCollectionExtensions
{
    /// <summary>Reads articles from the folder in <see cref="KnowledgeOptions.Path"/>, if it is set.</summary>
    public static IServiceCollection AddMarkdownKnowledge(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IKnowledgeSource, MarkdownFolderSource>());
        return services;
    }

    /// <summary>Adds <see cref="IReplyRenderer"/>.</summary>
    public static IServiceCollection AddReplyRenderer(this IServiceCollection services)
    {
        services.TryAddSingleton<IReplyRenderer, MarkdownReplyRenderer>();
        return services;
    }
}
