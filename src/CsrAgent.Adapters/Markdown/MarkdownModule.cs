using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Markdown;

/// <summary>Replies, which are Markdown, as each channel shows them.</summary>
public sealed class MarkdownModule : IAgentModule
{
    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddReplyRenderer();
}
