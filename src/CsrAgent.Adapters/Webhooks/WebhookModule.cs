using CsrAgent.Channels;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>Signed webhooks as a channel, where WEBHOOK_URL is set.</summary>
public sealed class WebhookModule : IEndpointModule
{
    /// <summary>The signature of calls that come in; the other one is of those that go out.</summary>
    internal const string Inbound = "webhooks.inbound";

    private const string Outbound = "webhooks.outbound";

    public IReadOnlyList<Type> Options => [typeof(WebhookOptions)];

    public bool IsOn(ISettingValues settings) => settings.Read<WebhookOptions>().Url.Length > 0;

    public void AddServices(IServiceCollection services, ServerRoles roles)
    {
        services.AddSettings<WebhookOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EndpointState>();
        services.AddSingleton<IChannelHealth>(provider => provider.GetRequiredService<EndpointState>());
        services.TryAddKeyedSingleton(Inbound, (provider, _) => Signature(provider, OptionsOf(provider).InboundSecrets));
        services.TryAddKeyedSingleton(Outbound, (provider, _) => Client(OptionsOf(provider)));
        services.TryAddSingleton(provider =>
            ActivatorUtilities.CreateInstance<WebhookCalls>(
                provider,
                provider.GetRequiredKeyedService<HttpClient>(Outbound),
                Signature(provider, OptionsOf(provider).Secrets)
            )
        );
        services.TryAddSingleton<WebhookSender>();
        services.AddSingleton<IChannel, WebhookChannel>();
        services.AddSingleton<ISelfTest>(provider =>
            ActivatorUtilities.CreateInstance<WebhookSelfTest>(provider, provider.GetRequiredKeyedService<HttpClient>(Outbound))
        );
        if (!roles.HasFlag(ServerRoles.Worker)) return;
        services.TryAddSingleton<EventCursors>();
        services.TryAddSingleton<EventCalls>();
        services.TryAddSingleton<WebhookConversations>();
        services.TryAddSingleton<WebhookRatings>();
        services.AddPeriodicLoop<WebhookEventLoop>();
    }

    public void MapEndpoints(IEndpointRouteBuilder webhooks) => webhooks.MapWebhookMessages();

    private static WebhookOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<WebhookOptions>>().Value;

    private static WebhookSignature Signature(IServiceProvider provider, IReadOnlyList<string> secrets) =>
        new(secrets, provider.GetRequiredService<TimeProvider>());

    // A redirect would take a signed call to where nobody meant it to go.
    private static HttpClient Client(WebhookOptions options) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = options.AllowPrivate,
                ConnectCallback = options.AllowPrivate ? null : PublicAddresses.Connect("WEBHOOK_ALLOW_PRIVATE"),
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            }
        )
        {
            Timeout = options.Timeout,
        };
}
