using CsrAgent.Knowledge;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CsrAgent.Adapters.Lucene;

public static class LuceneKnowledgeServiceCollectionExtensions
{
    /// <summary>Registers the local knowledge index. The start fails with the reason if its folder cannot be used.</summary>
    public static IServiceCollection AddLuceneKnowledge(this IServiceCollection services)
    {
        services.AddSettings<LuceneKnowledgeOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LuceneKnowledgeIndex>();
        services.TryAddSingleton<IKnowledgeIndex>(provider => provider.GetRequiredService<LuceneKnowledgeIndex>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LuceneIndexStartup>());
        services.AddPeriodicLoop<LuceneEmbeddingLoop>();
        return services;
    }
}
