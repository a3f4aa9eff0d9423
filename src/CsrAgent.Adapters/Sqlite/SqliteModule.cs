using CsrAgent.Settings;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Sqlite;

/// <summary>The embedded stores, if no others are configured. A single process does everything then.</summary>
public sealed class SqliteModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(SqliteOptions)];

    public Type? Provides => typeof(ITurnQueue);

    public void AddServices(IServiceCollection services, ServerRoles roles)
    {
        if (!roles.HasFlag(ServerRoles.Api | ServerRoles.Worker))
        {
            throw new CsrAgentException(
                "ROLES leaves out api or worker, which needs another process to do it: set REDIS_URL to the Redis that they share, or "
                    + "unset ROLES."
            );
        }
        services.AddSqlite();
        services.AddOptions<SqliteOptions>().Configure<IOptions<DataOptions>>((sqlite, data) => sqlite.DataDirectory = data.Value.Folder);
    }
}
