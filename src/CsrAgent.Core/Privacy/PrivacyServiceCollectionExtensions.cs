using CsrAgent.Privacy.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Privacy;

public static class PrivacyServiceCollectionExtensions
{
    /// <summary>
    /// Masks for logs, and verifying the audit log. The host adds what needs its secret: <see cref="Redactor"/>, <see cref="Pseudonyms"/>
    /// and <see cref="Audit.AuditChain"/>.
    /// </summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.TryAddSingleton<LogMask>();
        services.TryAddSingleton<AuditVerifier>();
        return services;
    }
}
