using System.Globalization;
using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Simulation.Actors;

/// <summary>A word that makes a text unique: no digits, which would be redacted, and no word of any language.</summary>
internal static partial class Tag
{
    private const string Letters = "bcdfghjklm";

    /// <summary>The model fails at every message that contains it.</summary>
    public const string Poison = "zqpoison";

    public static string Of(int number) =>
        "zq" + string.Concat(number.ToString("000", CultureInfo.InvariantCulture).Select(digit => Letters[digit - '0']));

    /// <summary>The tags of a text, joined by commas.</summary>
    public static string In(string text) => string.Join(", ", All(text));

    public static IEnumerable<string> All(string text) => Pattern().Matches(text).Select(match => match.Value);

    [GeneratedRegex("zq[bcdfghjklm]{3}")]
    private static partial Regex Pattern();
}
