using CsrAgent.Answering.Model;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>An OpenAI-compatible server as the model, if LLM_BASE_URL is set.</summary>
public sealed class OpenAiModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(OpenAiOptions)];

    public Type? Provides => typeof(ModelLineup);

    public bool IsOn(ISettingValues settings) => settings.Read<OpenAiOptions>().BaseUrl.Length > 0;

    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddOpenAi();
}
