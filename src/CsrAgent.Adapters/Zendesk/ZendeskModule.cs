using CsrAgent.Adapters.Zendesk.Events;
using CsrAgent.Adapters.Zendesk.HelpCenter;
using CsrAgent.Settings;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Zendesk;

/// <summary>Tickets as a channel, where ZENDESK_URL is set and not for the help center alone.</summary>
public sealed class ZendeskModule : IEndpointModule
{
    public IReadOnlyList<Type> Options => [typeof(ZendeskOptions)];

    public bool IsOn(ISettingValues settings) =>
        settings.Read<ZendeskOptions>() is { Url.Length: > 0 } zendesk
        && (zendesk.WebhookSecrets.Count > 0 || settings.Read<HelpCenterOptions>().Locales.Count == 0);

    public void AddServices(IServiceCollection services, ServerRoles roles)
    {
        services.AddZendeskChannel();
        if (roles.HasFlag(ServerRoles.Worker)) services.AddTicketReconciler();
    }

    public void MapEndpoints(IEndpointRouteBuilder webhooks) => webhooks.MapZendesk();
}
