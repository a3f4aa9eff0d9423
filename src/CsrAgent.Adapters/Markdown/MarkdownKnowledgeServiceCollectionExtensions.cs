using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Adapters.Markdown;

public static class MarkdownKnowledgeServiceCollectionExtensions
{
    /// <summary>Reads articles from the folder in <see cref="KnowledgeOptions.Path"/>, if it is set.</summary>
    public static IServiceCollection AddMarkdownKnowledge(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IKnowledgeSource, MarkdownFolderSource>());
        return services;
    }
}
