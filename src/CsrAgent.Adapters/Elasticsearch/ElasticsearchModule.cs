using CsrAgent.Knowledge;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>The shared index, where ELASTICSEARCH_URL is set.</summary>
public sealed class ElasticsearchModule : IConnectingModule
{
    public IReadOnlyList<Type> Options => [typeof(ElasticsearchOptions)];

    public Type? Provides => typeof(IKnowledgeIndex);

    public bool IsOn(ISettingValues settings) => settings.Read<ElasticsearchOptions>().Urls.Count > 0;

    public void AddServices(IServiceCollection services, ServerRoles roles) => services.AddElasticsearchKnowledge();

    /// <summary>Another product or wrong credentials stop the start. One that is away does not: customers are answered without.</summary>
    public async Task ConnectAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<ElasticsearchConnection>().CheckProductAsync(cancellationToken);
        }
        catch (ElasticsearchException e) when (e.Fault is ElasticsearchFault.Away or ElasticsearchFault.Busy)
        {
            var logger = services.GetRequiredService<ILogger<ElasticsearchModule>>();
            logger.LogWarning("The server starts without articles: {Fault}", e.Message);
        }
    }
}
