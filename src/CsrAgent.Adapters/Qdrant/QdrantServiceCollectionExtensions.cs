using CsrAgent.Memory;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Adapters.Qdrant;

public static class QdrantServiceCollectionExtensions
{
    /// <summary>Memories in Qdrant. It replaces the embedded store of them, whichever is added first.</summary>
    public static IServiceCollection AddQdrant(this IServiceCollection services)
    {
        services.AddSettings<QdrantOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<QdrantConnection>();
        services.TryAddSingleton<QdrantCollections>();
        services.TryAddSingleton<QdrantMarks>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISelfTest, QdrantSelfTest>());
        services.Replace(ServiceDescriptor.Singleton<IMemoryStore, QdrantMemoryStore>());
        return services;
    }
}
