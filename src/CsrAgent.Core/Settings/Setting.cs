using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace CsrAgent.Settings;

/// <summary>One environment variable: its name, what it means, and the options property that it sets.</summary>
public sealed class Setting
{
    private readonly PropertyInfo _property;
    private readonly List<ValidationAttribute> _rules;

    private Setting(Type options, PropertyInfo property, SettingAttribute attribute)
    {
        _property = property;
        _rules = [.. property.GetCustomAttributes<ValidationAttribute>()];
        Options = options;
        Group = options.GetCustomAttribute<SettingGroupAttribute>()?.Name ?? options.Name;
        Name = attribute.Name;
        Meaning = attribute.Meaning;
        Range = SettingRange.Of(property, _rules);
        Default = attribute.Default ?? SettingText.Of(property.GetValue(Activator.CreateInstance(options)));
    }

    /// <summary>The options class that it belongs to.</summary>
    public Type Options { get; }

    public string Group { get; }

    public string Name { get; }

    public string Meaning { get; }

    /// <summary>The legal values, such as "1 s to 10 min"; empty if any text is allowed.</summary>
    public string Range { get; }

    public string Default { get; }

    /// <summary>Whether its values are numbers, durations or choices, rather than text.</summary>
    public bool IsClosed =>
        (Nullable.GetUnderlyingType(_property.PropertyType) ?? _property.PropertyType) is var type
        && (type.IsPrimitive || type.IsEnum || type == typeof(decimal) || type == typeof(TimeSpan));

    /// <summary>In the order of the class's properties.</summary>
    public static IReadOnlyList<Setting> Of(Type options) =>
        [
            .. from property in options.GetProperties()
               let attribute = property.GetCustomAttribute<SettingAttribute>()
               where attribute is not null
               select new Setting(options, property, attribute),
        ];

    /// <exception cref="CsrAgentException">The value is malformed or out of range; the message says what is allowed.</exception>
    public void Apply(object options, string value)
    {
        object parsed;
        try
        {
            parsed = SettingParser.Parse(_property.PropertyType, value);
        }
        catch (FormatException e)
        {
            throw new CsrAgentException(Error(Range.Length > 0 ? $"must be {Range}" : e.Message), e);
        }
        if (!IsAllowed(parsed)) throw new CsrAgentException(Error(Fault(parsed)));
        _property.SetValue(options, parsed);
    }

    /// <summary>What is wrong with the property's value in these options, or null.</summary>
    internal string? FaultIn(object options)
    {
        var value = _property.GetValue(options);
        return IsAllowed(value) ? null : Error(Fault(value));
    }

    private bool IsAllowed(object? value) => _rules.TrueForAll(rule => rule.IsValid(value));

    private string Fault(object? value) =>
        Range.Length > 0 ? $"must be {Range}"
        : value is null or "" ? "is empty"
        : "is not allowed";

    private string Error(string fault) => $"{Name} {fault}. It means: {Meaning} Default: {Default.TrimEnd('.')}.";
}
