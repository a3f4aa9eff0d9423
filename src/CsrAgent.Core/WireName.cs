using System.Collections.Concurrent;
using System.Text.Json;

namespace CsrAgent;

/// <summary>How enum members are written in the API, in metrics and in the audit log: <c>waiting_for_human</c>.</summary>
public static class WireName
{
    public static string ToWireName<TEnum>(this TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.Of(value);

    /// <summary>
    /// Null for an unknown name. In any case: clients that are generated for .NET write the names of their enums, such as <c>Up</c>.
    /// </summary>
    public static TEnum? TryParse<TEnum>(string? name)
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (Names<TEnum>.Of(value).Equals(name, StringComparison.OrdinalIgnoreCase)) return value;
        }

        return null;
    }

    /// <summary>The names of all members of an enum, in their order.</summary>
    public static IReadOnlyList<string> AllOf(Type type) => [.. Enum.GetNames(type).Select(Convert)];

    private static string Convert(string member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member);

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        private static readonly ConcurrentDictionary<TEnum, string> Known = new();

        public static string Of(TEnum value) =>
            Known.GetOrAdd(value, static v => Convert(v.ToString()));
    }
}
