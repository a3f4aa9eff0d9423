using CsrAgent.Answering.Model;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Polly;

/// <summary>Timeouts, retries and fallback around the model, if one is configured.</summary>
public sealed class ModelResilienceModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(ModelResilienceOptions)];

    public Type? Requires => typeof(ModelLineup);

    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddModelResilience();
}
