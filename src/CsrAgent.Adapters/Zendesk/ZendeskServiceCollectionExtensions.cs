using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Adapters.Zendesk.Events;
using CsrAgent.Adapters.Zendesk.HelpCenter;
using CsrAgent.Adapters.Zendesk.Sending;
using CsrAgent.Channels;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk;

internal static class ZendeskServiceCollectionExtensions
{
    private const int MaxAnswer = 64 * 1024 * 1024;

    /// <summary>Tickets as a channel.</summary>
    public static IServiceCollection AddZendeskChannel(this IServiceCollection services)
    {
        services.AddZendeskApi();
        services
            .AddOptions<ZendeskOptions>()
            .Validate(options => options.WebhookSecrets.Count > 0, "ZENDESK_WEBHOOK_SECRET is missing: copy the webhook's signing secret.");
        services.TryAddSingleton<ZendeskTickets>();
        services.TryAddSingleton<OwnUser>();
        services.TryAddSingleton<ZendeskSignature>();
        services.TryAddSingleton<LoopBreaker>();
        services.TryAddSingleton<CustomerComments>();
        services.TryAddSingleton<StaffComments>();
        services.TryAddSingleton(provider => new Lazy<StaffComments>(provider.GetRequiredService<StaffComments>));
        services.TryAddSingleton<TicketIntake>();
        services.TryAddSingleton<TicketGroups>();
        services.TryAddSingleton<TicketReply>();
        services.TryAddSingleton<PersonsAnswer>();
        services.TryAddSingleton<HandoffNote>();
        services.TryAddSingleton<TicketSender>();
        services.AddSingleton<IChannel, ZendeskChannel>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISelfTest, ZendeskSelfTest>());
        services.AddSingleton<IChannelHealth>(provider => provider.GetRequiredService<ZendeskHealth>());
        return services;
    }

    /// <summary>The loop that finds what no webhook told of.</summary>
    public static IServiceCollection AddTicketReconciler(this IServiceCollection services) => services.AddPeriodicLoop<TicketReconciler>();

    /// <summary>The help center as a source of articles.</summary>
    public static IServiceCollection AddHelpCenter(this IServiceCollection services)
    {
        services.AddZendeskApi();
        services.AddSettings<HelpCenterOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HelpCenterOptions>, HelpCenterOptionsValidator>());
        services.TryAddSingleton<HelpCenterArticles>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IKnowledgeSource, HelpCenterSource>());
        return services;
    }

    /// <summary>Calls of the Zendesk API.</summary>
    private static void AddZendeskApi(this IServiceCollection services)
    {
        services.AddSettings<ZendeskOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ZendeskOptions>, ZendeskOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(
            ZendeskChannel.ChannelName,
            (provider, _) => Client(provider.GetRequiredService<IOptions<ZendeskOptions>>().Value)
        );
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<ZendeskOAuth>(provider, ClientOf(provider)));
        services.TryAddSingleton<RefreshedTokens>();
        // Where no refresh token is used, the store that they are kept in is not opened.
        services.TryAddSingleton(provider => new Lazy<RefreshedTokens>(provider.GetRequiredService<RefreshedTokens>));
        services.TryAddSingleton<ZendeskHealth>();
        services.TryAddSingleton<ZendeskCredentials>();
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<ZendeskApi>(provider, ClientOf(provider)));
    }

    private static HttpClient ClientOf(IServiceProvider provider) =>
        provider.GetRequiredKeyedService<HttpClient>(ZendeskChannel.ChannelName);

    // Redirects are not followed: they would carry the credentials along.
    private static HttpClient Client(ZendeskOptions options) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = System.Net.DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            }
        )
        {
            BaseAddress = new Uri(options.Url.TrimEnd('/') + "/"),
            Timeout = options.Timeout,
            MaxResponseContentBufferSize = MaxAnswer,
        };
}
