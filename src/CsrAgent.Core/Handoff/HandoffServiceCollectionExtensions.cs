using CsrAgent.Answering.Model;
using CsrAgent.Answering.Model.Prices;
using CsrAgent.Handoff.Summaries;
using CsrAgent.Handoff.Teams;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Handoff;

public static class HandoffServiceCollectionExtensions
{
    /// <summary>The people's side of hand-offs. The <see cref="IHandoffStore"/> comes from a store's adapter.</summary>
    public static IServiceCollection AddHandoff(this IServiceCollection services)
    {
        services.AddSettings<HandoffOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HandoffOptions>, HandoffOptionsValidation>());
        services.AddSettings<ModelPriceOptions>();
        services.TryAddSingleton<ModelPrices>();
        services.TryAddSingleton<TeamDirectory>();
        services.TryAddSingleton<HandoffTimer>();
        services.TryAddSingleton<HandoffNotices>();
        services.TryAddSingleton(provider => CreateSummaryModel(provider));
        services.TryAddSingleton<TicketFactory>();
        services.TryAddSingleton<RequestedHandoff>();
        services.TryAddSingleton<HandoffMessages>();
        services.TryAddSingleton<StaffNotices>();
        services.TryAddSingleton<HandoffSteps>();
        services.TryAddSingleton<HandoffWorkflow>();
        services.TryAddSingleton<HandoffWithdrawal>();
        services.TryAddSingleton<RatingPublisher>();
        services.TryAddSingleton<HandoffRatings>();
        services.TryAddSingleton<HandoffTakeover>();
        services.TryAddSingleton<OverdueHandoffs>();
        services.TryAddSingleton<SummaryWriter>();
        return services;
    }

    private static SummaryModel CreateSummaryModel(IServiceProvider provider)
    {
        var client = provider.GetKeyedService<IChatClient>(ModelLineup.SummariesKey) ?? provider.GetService<IChatClient>();
        return client is null
            ? ActivatorUtilities.CreateInstance<SummaryModel>(provider)
            : ActivatorUtilities.CreateInstance<SummaryModel>(
                provider,
                new MeteredChatClient(client, provider.GetRequiredService<ModelPrices>(), provider.GetRequiredService<TimeProvider>())
            );
    }

    /// <summary>The loop that handles hand-offs that have waited too long, and requests their summaries.</summary>
    public static IServiceCollection AddHandoffWatch(this IServiceCollection services)
    {
        services.AddPeriodicLoop<HandoffWatch>();
        return services;
    }
}
