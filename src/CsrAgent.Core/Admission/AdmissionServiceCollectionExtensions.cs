using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Admission;

public static class AdmissionServiceCollectionExtensions
{
    /// <summary>
    /// Admission of customers' messages, with its rules and limits. A shared <see cref="IRateLimiter"/> comes from a store's adapter.
    /// </summary>
    public static IServiceCollection AddAdmission(this IServiceCollection services)
    {
        services.AddSettings<RateLimitOptions>();
        services.TryAddSingleton<IRateLimiter, InMemoryRateLimiter>();
        services.TryAddSingleton<RateLimits>();
        services.TryAddSingleton<MessageIntake>();
        services.TryAddSingleton<AdmissionGate>();
        return services;
    }
}
