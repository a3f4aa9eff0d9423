using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Channels;

/// <summary>The channels of the HTTP API.</summary>
public sealed class WebChannelModule : IAgentModule
{
    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddWebChannel();
}
