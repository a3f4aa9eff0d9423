using Microsoft.Extensions.Options;

namespace CsrAgent.Settings;

/// <summary>Sets options from the settings. After everything else that configures them, so that a variable wins over a file.</summary>
/// <param name="values">Null where nobody gives settings, as in most tests.</param>
internal sealed class PostConfigureSettings<TOptions>(ISettingValues? values = null) : IPostConfigureOptions<TOptions>
    where TOptions : class
{
    public void PostConfigure(string? name, TOptions options) => values?.Apply(options);
}
