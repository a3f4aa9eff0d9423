using Microsoft.Extensions.Options;

namespace CsrAgent.Settings;

/// <summary>Sets options from the settings, after all other configuration, so that a variable takes precedence over a file.</summary>
/// <param name="values">Null without settings, as in most tests.</param>
internal sealed class PostConfigureSettings<TOptions>(ISettingValues? values = null) : IPostConfigureOptions<TOptions>
    where TOptions : class
{
    public void PostConfigure(string? name, TOptions options) => values?.Apply(options);
}
