using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Settings;

/// <summary>
/// Validates options by the attributes of their properties. A property with a setting is reported under the setting's name.
/// </summary>
internal sealed class ValidateSettings<TOptions> : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var failures = Setting
            .Of(typeof(TOptions))
            .Select(setting => setting.FaultIn(options))
            .OfType<string>()
            .Concat(Others(options))
            .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Others(TOptions options) =>
        from property in typeof(TOptions).GetProperties()
        where property.GetCustomAttribute<SettingAttribute>() is null
        from rule in property.GetCustomAttributes<ValidationAttribute>()
        where !rule.IsValid(property.GetValue(options))
        select $"{typeof(TOptions).Name}.{property.Name}: {rule.FormatErrorMessage(property.Name)}";
}
