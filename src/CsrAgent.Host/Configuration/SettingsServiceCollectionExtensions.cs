using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Configuration;

/// <summary>From environment variables to options.</summary>
internal static class SettingsServiceCollectionExtensions
{
    /// <summary>Applies every setting that is set. A value of a wrong form stops the start with its name.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ServerOptions>().ValidateDataAnnotations().ValidateOnStart();
        foreach (var setting in SettingsList.All)
        {
            if (configuration[setting.Name] is not { Length: > 0 } value) continue;
            try
            {
                setting.Apply(services, value);
            }
            catch (FormatException e)
            {
                throw new CsrAgentException($"{setting.Name} {e.Message}. It means: {setting.Meaning} Default: {setting.Default}.", e);
            }
        }

        return services;
    }

    /// <summary>An options object as the settings make it, for what has to be known while services are still being registered.</summary>
    public static TOptions Peek<TOptions>(this IServiceCollection services)
        where TOptions : class, new()
    {
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<TOptions>>().Value;
    }
}
