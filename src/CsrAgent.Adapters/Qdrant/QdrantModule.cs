using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Qdrant;

/// <summary>Memories in Qdrant, where QDRANT_URL is set.</summary>
public sealed class QdrantModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(QdrantOptions)];

    public bool IsOn(ISettingValues settings) => !string.IsNullOrEmpty(settings.Read<QdrantOptions>().Url);

    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddQdrant();
}
