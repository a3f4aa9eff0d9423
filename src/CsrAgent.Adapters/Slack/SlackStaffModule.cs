using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Slack;

/// <summary>Hand-offs in Slack, where SLACK_ESCALATION_CHANNEL is set too; customers may come from any channel.</summary>
public sealed class SlackStaffModule : IAgentModule
{
    public bool IsOn(ISettingValues settings) =>
        settings.Read<SlackOptions>() is { BotToken.Length: > 0, EscalationChannel.Length: > 0 };

    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddSlackStaff();
}
