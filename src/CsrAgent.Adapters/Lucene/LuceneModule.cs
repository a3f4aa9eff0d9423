using CsrAgent.Knowledge;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Lucene;

/// <summary>The embedded index, if no other is configured.</summary>
public sealed class LuceneModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(LuceneKnowledgeOptions)];

    public Type? Provides => typeof(IKnowledgeIndex);

    public void AddServices(IServiceCollection services, ServerRoles roles)
    {
        services.AddLuceneKnowledge();
        services
            .AddOptions<LuceneKnowledgeOptions>()
            .Configure<IOptions<DataOptions>>((index, data) => index.Folder = Path.Combine(data.Value.Folder, "knowledge"));
    }
}
