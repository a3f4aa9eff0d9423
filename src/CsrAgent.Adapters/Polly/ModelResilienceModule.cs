using CsrAgent.Answering.Model;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Polly;

/// <summary>Time limits, retries and fallback around the model, where there is one.</summary>
public sealed class ModelResilienceModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(ModelResilienceOptions)];

    public Type? Requires => typeof(ModelLineup);

    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddModelResilience();
}
