namespace CsrAgent.Settings;

public static class SettingValuesExtensions
{
    /// <summary>Options from the settings alone, for what must be known before there is a service provider.</summary>
    /// <exception cref="CsrAgentException">A value is not allowed.</exception>
    public static TOptions Read<TOptions>(this ISettingValues values)
        where TOptions : class, new()
    {
        var options = new TOptions();
        values.Apply(options);
        return options;
    }

    /// <summary>Sets each property whose setting has a value.</summary>
    /// <exception cref="CsrAgentException">A value is not allowed.</exception>
    public static void Apply(this ISettingValues values, object options)
    {
        foreach (var setting in Setting.Of(options.GetType()))
        {
            if (values.Find(setting.Name) is { } value) setting.Apply(options, value);
        }
    }
}
