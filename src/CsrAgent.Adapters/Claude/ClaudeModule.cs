using CsrAgent.Answering.Model;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Claude;

/// <summary>Claude as the model, if CLAUDE_API_KEY is set.</summary>
public sealed class ClaudeModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(ClaudeOptions)];

    public Type? Provides => typeof(ModelLineup);

    public bool IsOn(ISettingValues settings) => settings.Read<ClaudeOptions>().ApiKey.Length > 0;

    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddClaude();
}
