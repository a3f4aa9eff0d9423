using CsrAgent.Adapters.Slack.Events;
using CsrAgent.Settings;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack;

/// <summary>The Slack channel, where SLACK_BOT_TOKEN is set.</summary>
public sealed class SlackModule : IEndpointModule
{
    public IReadOnlyList<Type> Options => [typeof(SlackOptions)];

    public bool IsOn(ISettingValues settings) => settings.Read<SlackOptions>().BotToken.Length > 0;

    public void AddServices(IServiceCollection services, ServerRoles roles)
    {
        services.AddSlack();
        if (roles.HasFlag(ServerRoles.Slack)) services.AddSlackSockets();
    }

    public void MapEndpoints(IEndpointRouteBuilder webhooks)
    {
        if (webhooks.ServiceProvider.GetRequiredService<IOptions<SlackOptions>>().Value.SigningSecret.Length > 0) webhooks.MapSlack();
    }
}
