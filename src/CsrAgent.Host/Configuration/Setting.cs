using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CsrAgent.Settings;

namespace CsrAgent.Host.Configuration;

/// <summary>
/// One environment variable: its name, what it means, and the option that it sets. The table in docs/configuration.md is made from these.
/// </summary>
/// <param name="Default">As the table shows it.</param>
/// <param name="Apply">Sets the option; throws <see cref="FormatException"/> with what is right when the value is not.</param>
internal sealed record Setting(string Group, string Name, string Default, string Meaning, Action<IServiceCollection, string> Apply)
{
    public static Setting Of<TOptions>(string group, string name, string fallback, string meaning, Action<TOptions, string> set)
        where TOptions : class, new() => new(group, name, fallback, meaning, Configure(set));

    private static Action<IServiceCollection, string> Configure<TOptions>(Action<TOptions, string> set)
        where TOptions : class, new() =>
        (services, value) =>
        {
            // Once now, so that a value of the wrong form or range stops the start with its name; once for the options themselves.
            Check(set, value);
            services.Configure<TOptions>(options => set(options, value));
        };

    private static void Check<TOptions>(Action<TOptions, string> set, string value)
        where TOptions : class, new()
    {
        var options = new TOptions();
        var before = FaultsOf(options).Select(fault => fault.ErrorMessage).ToList();
        set(options, value);
        if (FaultsOf(options).FirstOrDefault(fault => !before.Contains(fault.ErrorMessage)) is { } fault)
        {
            throw new FormatException($"is not allowed: {fault.ErrorMessage?.TrimEnd('.')}");
        }
    }

    private static List<ValidationResult> FaultsOf(object options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults;
    }

    public static int Whole(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("must be a whole number");

    public static double Fraction(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("must be a number such as 0.35");

    public static TimeSpan Duration(string value) => DurationText.Parse(value);

    public static bool Switch(string value) =>
        value.ToUpperInvariant() switch
        {
            "TRUE" or "1" or "YES" or "ON" => true,
            "FALSE" or "0" or "NO" or "OFF" => false,
            _ => throw new FormatException("must be true or false"),
        };

    public static string[] List(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
