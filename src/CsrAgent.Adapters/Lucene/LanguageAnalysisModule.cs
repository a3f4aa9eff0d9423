using CsrAgent.Knowledge.Ranking;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Adapters.Lucene;

/// <summary>How texts are split into terms, whichever index is configured: all of them rank alike.</summary>
public sealed class LanguageAnalysisModule : IAgentModule
{
    public void AddServices(IServiceCollection services, ServerRoles roles) =>
        services.TryAddSingleton<ILanguageLexicons, LuceneLexicons>();
}
