using CsrAgent.Adapters.Elasticsearch.Indexing;
using CsrAgent.Adapters.Elasticsearch.Search;
using CsrAgent.Knowledge;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Adapters.Elasticsearch;

public static class ElasticsearchServiceCollectionExtensions
{
    /// <summary>The knowledge index that many processes share. Needs <see cref="Knowledge.Ranking.ILanguageLexicons"/>.</summary>
    public static IServiceCollection AddElasticsearchKnowledge(this IServiceCollection services)
    {
        services.AddSettings<ElasticsearchOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ElasticsearchConnection>();
        services.TryAddSingleton<KnowledgeGenerations>();
        services.TryAddSingleton<PassageReader>();
        services.TryAddSingleton<BulkWriter>();
        services.TryAddSingleton<WriteLease>();
        services.TryAddSingleton<ArticleWriter>();
        services.TryAddSingleton<GenerationBuilder>();
        services.TryAddSingleton<PassageVectorWriter>();
        services.TryAddSingleton<EntityWriter>();
        services.TryAddSingleton<VectorModel>();
        services.TryAddSingleton<IndexStates>();
        services.TryAddSingleton<TermStatistics>();
        services.TryAddSingleton<SearchPlanner>();
        services.TryAddSingleton<SearchMemory>();
        services.TryAddSingleton<ElasticsearchSearch>();
        services.TryAddSingleton<ElasticsearchKnowledgeIndex>();
        services.TryAddSingleton<IKnowledgeIndex>(provider => provider.GetRequiredService<ElasticsearchKnowledgeIndex>());
        services.AddPeriodicLoop<ElasticsearchUpkeep>();
        return services;
    }
}
