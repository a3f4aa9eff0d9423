using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Settings;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Redis;

/// <summary>The shared stores, where REDIS_URL is set.</summary>
public sealed class RedisModule : IConnectingModule
{
    public IReadOnlyList<Type> Options => [typeof(RedisOptions)];

    public Type? Provides => typeof(ITurnQueue);

    public bool IsOn(ISettingValues settings) => settings.Read<RedisOptions>().Url.Length > 0;

    public void AddServices(IServiceCollection services, ServerRoles roles)
    {
        services.AddRedis();
        if (roles.HasFlag(ServerRoles.Worker)) services.AddRedisWorker();
    }

    public Task ConnectAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.ConnectRedisAsync(cancellationToken);
}
