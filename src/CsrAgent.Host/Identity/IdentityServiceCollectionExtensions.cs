using CsrAgent.Conversations.Marks;
using CsrAgent.Host.Identity.Jwt;
using CsrAgent.Privacy;
using CsrAgent.Privacy.Audit;
using CsrAgent.Safety;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity;

internal static class IdentityServiceCollectionExtensions
{
    /// <summary>Keys, tokens, and everything derived from the server's secret.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddSettings<IdentityOptions>();
        services.AddSettings<DataOptions>();
        services.AddSingleton(provider => new InstanceFolder(
            Path.GetFullPath(provider.GetRequiredService<IOptions<DataOptions>>().Value.Folder)
        ));
        services.TryAddSingleton<ISecretStore, FileSecretStore>();
        services.AddSingleton(provider => new InstanceSecret(
            provider.GetRequiredService<IOptions<IdentityOptions>>().Value.SecretKey,
            provider.GetRequiredService<ISecretStore>()
        ));
        services.AddSingleton(provider => new Redactor(provider.GetRequiredService<InstanceSecret>().KeyFor("card-tokens")));
        services.AddSingleton(provider => Canary.From(provider.GetRequiredService<InstanceSecret>().KeyFor("canary")));
        services.AddSingleton(provider => new Pseudonyms(provider.GetRequiredService<InstanceSecret>().KeyFor("pseudonyms")));
        services.AddSingleton(provider => new AiMarks(provider.GetRequiredService<InstanceSecret>().KeyFor("ai-marks")));
        services.AddSettings<JwtOptions>();
        services.AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsValidation>();
        services.AddSingleton<CustomerTokens>().AddSingleton<ISelfTest, CustomerKeysSelfTest>();
        services.AddSingleton(provider => new AuditChain(provider.GetRequiredService<InstanceSecret>().KeyFor("audit-chain")));
        services.AddSingleton<ApiKeys>().AddSingleton<SessionTokens>().AddSingleton<ChatAccess>();
        services.AddHostedService<IdentityAnnouncement>();
        return services;
    }
}
