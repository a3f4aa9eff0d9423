using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace CsrAgent.Settings;

/// <summary>A property's legal values in words.</summary>
internal static class SettingRange
{
    public static string Of(PropertyInfo property, IReadOnlyList<ValidationAttribute> rules)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        foreach (var rule in rules)
        {
            if (rule is RangeAttribute range) return $"{Bound(range, range.Minimum)} to {Bound(range, range.Maximum)}";
            if (rule is StringLengthAttribute length) return Length(length);
            if (rule is HeaderTextAttribute) return "printable ASCII without blanks";
        }
        if (type == typeof(bool)) return "true or false";
        if (!type.IsEnum) return "";
        var denied = rules.OfType<DeniedValuesAttribute>().SelectMany(rule => rule.Values).ToHashSet();
        var names = EnumText.Members(type).Where(member => !denied.Contains(member)).Select(EnumText.NameOf).ToList();
        return EnumText.IsFlags(type) ? $"one or more of {Listed(names, "and")}, separated by commas" : Listed(names, "or");
    }

    private static string Length(StringLengthAttribute length) =>
        length.MinimumLength > 0
            ? $"{Number(length.MinimumLength)} to {Number(length.MaximumLength)} characters"
            : $"at most {Number(length.MaximumLength)} characters";

    private static string Bound(RangeAttribute range, object bound) =>
        range.OperandType == typeof(TimeSpan)
            ? DurationText.Say(bound as TimeSpan? ?? TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture))
            : Number(bound);

    private static string Number(object number) => ((IFormattable)number).ToString("#,0.####", CultureInfo.InvariantCulture);

    private static string Listed(List<string> names, string word) => $"{string.Join(", ", names[..^1])} {word} {names[^1]}";
}
