using System.Text.RegularExpressions;

namespace CsrAgent.Privacy;

/// <summary>
/// The earlier messages of a burst that a card number may go on from, where one between them speaks of another number: "4929 1234",
/// "expires 12/28", "5678 9015".
/// </summary>
internal static partial class EarlierParts
{
    /// <summary>More messages between the parts than this are not left out.</summary>
    private const int MaxLeftOut = 2;

    /// <summary>Without its dates, and without one or two of the messages.</summary>
    public static IEnumerable<IReadOnlyList<string>> WithoutOthers(IReadOnlyList<string> parts)
    {
        var undated = parts.Select(WithoutDates).ToArray();
        if (!undated.SequenceEqual(parts)) yield return undated;
        if (parts.Count < 2) yield break;
        for (var one = 0; one < parts.Count; one++)
        {
            yield return Without(parts, one);
            if (parts.Count <= MaxLeftOut) continue;
            for (var other = one + 1; other < parts.Count; other++) yield return Without(parts, one, other);
        }
    }

    /// <summary>Its groups are those of a card: with messages left out, any other number would be a guess.</summary>
    public static bool AreOneCard(string words) => Groups().IsMatch(words);

    /// <summary>The same text, its dates blank.</summary>
    public static string WithoutDates(string text) => Date().Replace(text, match => new string(' ', match.Length));

    private static string[] Without(IReadOnlyList<string> parts, params ReadOnlySpan<int> left)
    {
        var kept = new List<string>(parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            if (!left.Contains(i)) kept.Add(parts[i]);
        }

        return [.. kept];
    }

    [GeneratedRegex(
        @"(?:[,;]?\s*(?:exp\p{L}*|valid\p{L}*|until|thru|gültig|bis|ablauf\p{L}*|válid\p{L}*|cad\p{L}*|scad\p{L}*)[\s:.]*)*"
            + @"(?<!\d)\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})(?!\d)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Date();

    [GeneratedRegex(@"^\D*(?:(?:\d{4}\D*){2,4}\d{3,4}|\d{4}\D+\d{6}\D+\d{5}|\d{6}\D+\d{9,10})\D*$")]
    private static partial Regex Groups();
}
