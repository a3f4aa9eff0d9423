using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Documents;

/// <summary>Articles from a folder of files.</summary>
public sealed class DocumentsModule : IAgentModule
{
    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddFolderKnowledge();
}
