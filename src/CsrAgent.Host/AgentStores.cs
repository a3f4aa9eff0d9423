using CsrAgent.Adapters.Lucene;
using CsrAgent.Adapters.Markdown;
using CsrAgent.Adapters.Redis;
using CsrAgent.Adapters.Sqlite;
using CsrAgent.Host.Configuration;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host;

/// <summary>Which stores there are: the embedded ones, or where a URL is set the shared ones.</summary>
internal static class AgentStores
{
    /// <summary>Before the domain's own registrations, whose embedded parts give way.</summary>
    public static IServiceCollection AddStores(this IServiceCollection services, IConfiguration configuration, ServerRoles roles)
    {
        var isShared = !string.IsNullOrEmpty(configuration["REDIS_URL"]);
        if (!isShared && !roles.HasFlag(ServerRoles.Api | ServerRoles.Worker))
        {
            throw new CsrAgentException(
                "ROLES leaves out api or worker, which only other processes could do then: set REDIS_URL to the Redis that they share, or unset ROLES."
            );
        }
        if (isShared) services.AddRedis();
        else services.AddSqlite();
        if (isShared && roles.HasFlag(ServerRoles.Worker)) services.AddRedisWorker();
        services.AddOptions<SqliteOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddLuceneKnowledge().AddMarkdownKnowledge();
        services
            .AddOptions<LuceneKnowledgeOptions>()
            .Configure<IOptions<SqliteOptions>>(
                (knowledge, data) => knowledge.Folder = Path.Combine(data.Value.DataDirectory, "knowledge")
            );
        return services;
    }

    /// <summary>Nothing else can begin before.</summary>
    public static Task ConnectStoresAsync(this WebApplication app, CancellationToken cancellationToken) =>
        app.Services.ConnectRedisAsync(cancellationToken);
}
