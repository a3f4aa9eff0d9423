using CsrAgent.Conversations;
using CsrAgent.Embeddings;
using CsrAgent.Languages;
using CsrAgent.Safety;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Memory;

public static class MemoryServiceCollectionExtensions
{
    /// <summary>
    /// What is kept about customers. The <see cref="IMemoryStore"/> comes from an adapter, and may be missing; the
    /// <see cref="IMemoryProgress"/> comes from that of the conversations.
    /// </summary>
    public static IServiceCollection AddMemory(this IServiceCollection services)
    {
        services.AddSettings<MemoryOptions>();
        services.AddSettings<RetentionOptions>();
        services.AddEmbeddings();
        services.TryAddSingleton<LanguageDetector>();
        services.TryAddSingleton<InjectionDetector>();
        services.TryAddSingleton<CustomerMemories>();
        services.TryAddSingleton<FactExtractor>();
        services.TryAddSingleton<IMemoryExtractor>(provider => provider.GetRequiredService<FactExtractor>());
        services.TryAddSingleton<MemoryDrafts>();
        services.TryAddSingleton<MemoryKeeper>();
        services.TryAddSingleton<EndedConversations>();
        return services;
    }

    /// <summary>The loop that reads what has ended.</summary>
    public static IServiceCollection AddMemoryLoop(this IServiceCollection services)
    {
        services.AddHostedService<MemoryStart>();
        services.AddPeriodicLoop<MemoryLoop>();
        return services;
    }
}
