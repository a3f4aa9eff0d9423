using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Embeddings;

internal static class EmbeddingsServiceCollectionExtensions
{
    /// <summary>Adds the comparison of texts by meaning; the model comes from an adapter, and without one there is no comparison.</summary>
    public static IServiceCollection AddEmbeddings(this IServiceCollection services)
    {
        services.AddSettings<EmbeddingOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TextEmbedder>();
        return services;
    }
}
