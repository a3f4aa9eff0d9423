using System.Reflection;
using System.Text.Json;

namespace CsrAgent.Settings;

/// <summary>The members of an enum whose type is known only at run time, by their wire names.</summary>
internal static class EnumText
{
    public static bool IsFlags(Type type) => type.GetCustomAttribute<FlagsAttribute>() is not null;

    /// <summary>For flags, only single-bit members.</summary>
    public static IEnumerable<object> Members(Type type) =>
        Enum.GetValues(type).Cast<object>().Where(member => !IsFlags(type) || long.IsPow2(Convert.ToInt64(member, null)));

    public static string NameOf(object member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString()!);

    public static object? Find(Type type, string name) =>
        Members(type).FirstOrDefault(member => string.Equals(NameOf(member), name, StringComparison.OrdinalIgnoreCase));
}
