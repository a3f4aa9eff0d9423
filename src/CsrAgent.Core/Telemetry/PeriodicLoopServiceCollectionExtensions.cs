using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CsrAgent.Telemetry;

public static class PeriodicLoopServiceCollectionExtensions
{
    /// <summary>Runs a loop for as long as the server runs, monitored by the health check.</summary>
    public static IServiceCollection AddPeriodicLoop<TLoop>(this IServiceCollection services)
        where TLoop : PeriodicLoop
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LoopHealth>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TLoop>());
        return services;
    }
}
