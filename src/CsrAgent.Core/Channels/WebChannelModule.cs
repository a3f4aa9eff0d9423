using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Channels;

/// <summary>The HTTP API's own channels.</summary>
public sealed class WebChannelModule : IAgentModule
{
    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddWebChannel();
}
