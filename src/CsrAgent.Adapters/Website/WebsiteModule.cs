using System.Net;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Website;

/// <summary>A website as a source of articles, where WEBSITE_SITEMAP is set.</summary>
public sealed class WebsiteModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(WebsiteOptions)];

    public bool IsOn(ISettingValues settings) => settings.Read<WebsiteOptions>().Sitemap.Length > 0;

    public void AddServices(IServiceCollection services, ServerRoles roles)
    {
        services.AddSettings<WebsiteOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebsiteOptions>, WebsiteOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SitemapReader>();
        services.TryAddSingleton<WebsitePages>();
        services.TryAddSingleton(provider => new WebsiteClient(
            NewClient(provider.GetRequiredService<IOptions<WebsiteOptions>>().Value.AllowPrivate),
            provider.GetRequiredService<IOptions<WebsiteOptions>>(),
            provider.GetRequiredService<IOptions<KnowledgeOptions>>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IKnowledgeSource, WebsiteSource>());
    }

    /// <summary>Redirects are followed by hand, within the site alone; so is the time limit.</summary>
    internal static HttpClient NewClient(bool allowPrivate) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                UseCookies = false,
                UseProxy = allowPrivate,
                ConnectCallback = allowPrivate ? null : PublicAddresses.Connect("WEBSITE_ALLOW_PRIVATE"),
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
}
