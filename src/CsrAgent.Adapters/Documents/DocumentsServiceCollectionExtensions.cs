using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Adapters.Documents;

public static class DocumentsServiceCollectionExtensions
{
    /// <summary>Reads articles from the folder in <see cref="KnowledgeOptions.Path"/>, if it is set.</summary>
    public static IServiceCollection AddFolderKnowledge(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IKnowledgeSource, FolderSource>());
        return services;
    }
}
