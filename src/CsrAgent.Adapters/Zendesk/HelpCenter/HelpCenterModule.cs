using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Zendesk.HelpCenter;

/// <summary>The help center as a source of articles, where ZENDESK_URL and ZENDESK_HELP_CENTER_LOCALES are set.</summary>
public sealed class HelpCenterModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(HelpCenterOptions)];

    public bool IsOn(ISettingValues settings) =>
        settings.Read<ZendeskOptions>().Url.Length > 0 && settings.Read<HelpCenterOptions>().Locales.Count > 0;

    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddHelpCenter();
}
