using CsrAgent.Adapters.Sqlite;
using CsrAgent.Host.Configuration;
using CsrAgent.Privacy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity;

internal static class IdentityServiceCollectionExtensions
{
    /// <summary>Keys, tokens, and everything that is derived from the server's secret.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, ServerOptions server)
    {
        services.AddOptions<IdentityOptions>();
        services.AddSingleton(provider => new InstanceFolder(
            Path.GetFullPath(provider.GetRequiredService<IOptions<SqliteOptions>>().Value.DataDirectory)
        ));
        services.TryAddSingleton<ISecretStore, FileSecretStore>();
        services.AddSingleton(provider => new InstanceSecret(server.SecretKey, provider.GetRequiredService<ISecretStore>()));
        services.AddSingleton(provider => new Redactor(provider.GetRequiredService<InstanceSecret>().KeyFor("card-tokens")));
        services.AddSingleton(provider => new Pseudonyms(provider.GetRequiredService<InstanceSecret>().KeyFor("pseudonyms")));
        services.AddSingleton<ApiKeys>().AddSingleton<SessionTokens>().AddSingleton<ChatAccess>();
        services.AddHostedService<IdentityAnnouncement>();
        return services;
    }
}
