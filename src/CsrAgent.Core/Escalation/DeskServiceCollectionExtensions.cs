using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Escalation;

public static class DeskServiceCollectionExtensions
{
    /// <summary>What people do with hand-offs. The <see cref="IEscalationDesk"/> comes from a store's adapter.</summary>
    public static IServiceCollection AddSupportDesk(this IServiceCollection services)
    {
        services.TryAddSingleton<HandoffMaker>();
        services.TryAddSingleton<DeskMessages>();
        services.TryAddSingleton<SupportDesk>();
        return services;
    }
}
