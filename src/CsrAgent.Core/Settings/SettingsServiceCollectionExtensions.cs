using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Settings;

public static class SettingsServiceCollectionExtensions
{
    /// <summary>
    /// Options set by their <see cref="SettingAttribute"/>s from the registered <see cref="ISettingValues"/>, checked by their attributes
    /// when the server starts.
    /// </summary>
    public static OptionsBuilder<TOptions> AddSettings<TOptions>(this IServiceCollection services)
        where TOptions : class
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<TOptions>, PostConfigureSettings<TOptions>>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, ValidateSettings<TOptions>>());
        return services.AddOptions<TOptions>().ValidateOnStart();
    }
}
