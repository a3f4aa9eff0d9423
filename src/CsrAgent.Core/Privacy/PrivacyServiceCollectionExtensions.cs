using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Privacy;

public static class PrivacyServiceCollectionExtensions
{
    /// <summary>Masks for logs. The host adds the <see cref="Redactor"/> and the <see cref="Pseudonyms"/>, which need its secret.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.TryAddSingleton<LogMask>();
        return services;
    }
}
