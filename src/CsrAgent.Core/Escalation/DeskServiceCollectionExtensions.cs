using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CsrAgent.Escalation;

public static class DeskServiceCollectionExtensions
{
    /// <summary>What people do with hand-offs. The <see cref="IEscalationDesk"/> comes from a store's adapter.</summary>
    public static IServiceCollection AddSupportDesk(this IServiceCollection services)
    {
        services.TryAddSingleton<TeamDirectory>();
        services.TryAddSingleton<HandoffTimer>();
        services.TryAddSingleton<HandoffWords>();
        services.TryAddSingleton<SummaryModel>();
        services.TryAddSingleton<HandoffOpening>();
        services.TryAddSingleton<HandoffMaker>();
        services.TryAddSingleton<DeskMessages>();
        services.TryAddSingleton<DeskSteps>();
        services.TryAddSingleton<SupportDesk>();
        services.TryAddSingleton<OverdueHandoffs>();
        services.TryAddSingleton<SummaryWriter>();
        return services;
    }

    /// <summary>The loop that notices hand-offs which wait too long, and has their summaries written.</summary>
    public static IServiceCollection AddHandoffWatch(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HandoffWatch>());
        return services;
    }
}
