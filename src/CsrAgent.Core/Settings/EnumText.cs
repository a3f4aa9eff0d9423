using System.Reflection;
using System.Text.Json;

namespace CsrAgent.Settings;

/// <summary>The members of an enum whose type is known at run time only, under their names on the wire.</summary>
internal static class EnumText
{
    public static bool IsFlags(Type type) => type.GetCustomAttribute<FlagsAttribute>() is not null;

    /// <summary>Of flags, those of one bit.</summary>
    public static IEnumerable<object> Members(Type type) =>
        Enum.GetValues(type).Cast<object>().Where(member => !IsFlags(type) || long.IsPow2(Convert.ToInt64(member, null)));

    public static string NameOf(object member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString()!);

    public static object? Find(Type type, string name) =>
        Members(type).FirstOrDefault(member => string.Equals(NameOf(member), name, StringComparison.OrdinalIgnoreCase));
}
