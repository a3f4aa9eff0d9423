using CsrAgent.Adapters.Lucene;
using CsrAgent.Adapters.Markdown;
using CsrAgent.Adapters.Redis;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Sqlite;
using CsrAgent.Settings;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host;

/// <summary>Which stores there are: the embedded ones, or where a URL is set the shared ones.</summary>
internal static class AgentStores
{
    public static IServiceCollection AddStores(this IServiceCollection services, ISettingValues settings, ServerRoles roles)
    {
        var isShared = settings.Read<RedisOptions>().Url.Length > 0;
        if (!isShared && !roles.HasFlag(ServerRoles.Api | ServerRoles.Worker))
        {
            throw new CsrAgentException(
                "ROLES leaves out api or worker, which only other processes could do then: set REDIS_URL to the Redis that they share, or "
                    + "unset ROLES."
            );
        }
        if (isShared) services.AddRedis();
        else services.AddSqlite();
        if (isShared && roles.HasFlag(ServerRoles.Worker)) services.AddRedisWorker();
        services.AddLuceneKnowledge().AddMarkdownKnowledge();
        services.AddOptions<SqliteOptions>().Configure<IOptions<DataOptions>>((sqlite, data) => sqlite.DataDirectory = data.Value.Folder);
        services
            .AddOptions<LuceneKnowledgeOptions>()
            .Configure<IOptions<DataOptions>>((index, data) => index.Folder = Path.Combine(data.Value.Folder, "knowledge"));
        return services;
    }

    /// <summary>Nothing else can begin before.</summary>
    public static Task ConnectStoresAsync(this WebApplication app, CancellationToken cancellationToken) =>
        app.Services.ConnectRedisAsync(cancellationToken);
}
