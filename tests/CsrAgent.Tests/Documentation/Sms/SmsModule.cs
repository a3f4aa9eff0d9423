using CsrAgent.Channels;
using CsrAgent.Settings;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Documentation.Sms;

/// <summary>The SMS channel, where SMS_GATEWAY_URL is set.</summary>
public sealed class SmsModule : CsrAgent.Adapters.IEndpointModule
{
    public IReadOnlyList<Type> Options => [typeof(SmsOptions)];

    public bool IsOn(ISettingValues settings) => settings.Read<SmsOptions>().GatewayUrl.Length > 0;

    public void AddServices(IServiceCollection services, ServerRoles roles)
    {
        services.AddSettings<SmsOptions>();
        services.AddHttpClient<SmsChannel>(
            (provider, client) => client.BaseAddress = new Uri(provider.GetRequiredService<IOptions<SmsOptions>>().Value.GatewayUrl)
        );
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<SmsChannel>());
        if (roles.HasFlag(ServerRoles.Api))
        {
            services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, SmsJson.Default));
        }
    }

    public void MapEndpoints(IEndpointRouteBuilder webhooks) => webhooks.MapSms();
}
