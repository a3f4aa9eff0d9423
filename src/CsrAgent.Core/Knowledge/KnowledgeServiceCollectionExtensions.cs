using CsrAgent.Embeddings;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Knowledge.Sharing;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Knowledge.Vectors;
using CsrAgent.Privacy;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge;

public static class KnowledgeServiceCollectionExtensions
{
    /// <summary>
    /// Adds search, sync at start and at intervals, intake and the gap report. An <see cref="IKnowledgeIndex"/>, an
    /// <see cref="IKnowledgeGaps"/> and the sources come from adapters.
    /// </summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddKnowledgeSearch();
        services.TryAddSingleton<PassageEmbedder>();
        services.TryAddSingleton<ILeases, ProcessLeases>();
        services.TryAddSingleton<BuilderLease>();
        services.TryAddSingleton<SharedArticles>();
        services.AddSettings<DataOptions>();
        services.TryAddSingleton<IShrinkConfirmations, ProcessShrinkConfirmations>();
        services.TryAddSingleton<ShrinkGuard>();
        services.TryAddSingleton<SourceMemories>();
        services.TryAddSingleton<SourceSync>();
        services.TryAddSingleton<KnowledgeSync>();
        services.TryAddSingleton<ArticleIntake>();
        services.TryAddSingleton<GapMeanings>();
        services.TryAddSingleton<RatedAnswers>();
        services.TryAddSingleton(provider => new KnowledgeGapReport(
            provider.GetRequiredService<IKnowledgeGaps>(),
            provider.GetRequiredService<RatedAnswers>(),
            provider.GetRequiredService<GapMeanings>(),
            provider.GetRequiredService<Redactor>(),
            provider.GetRequiredService<IOptions<KnowledgeOptions>>()
        ));
        services.AddPeriodicLoop<BuilderLeaseLoop>();
        services.AddPeriodicLoop<KnowledgeSyncService>();
        services.AddPeriodicLoop<ArticleFollower>();
        services.AddPeriodicLoop<UnrelatedQuestionsLoop>();
        return services;
    }

    /// <summary>Adds search alone. Needs an <see cref="IKnowledgeIndex"/>.</summary>
    internal static IServiceCollection AddKnowledgeSearch(this IServiceCollection services)
    {
        services.AddSettings<KnowledgeOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddEmbeddings();
        services.TryAddSingleton<ArticleWords>();
        services.TryAddSingleton<UnrelatedQuestions>();
        services.TryAddSingleton<QuestionEmbedder>();
        services.TryAddSingleton<KnowledgeSearch>();
        return services;
    }
}
