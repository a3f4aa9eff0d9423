using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Answering.Checks;
using CsrAgent.Answering.Checks.Numbers;
using CsrAgent.Knowledge;

namespace CsrAgent.Answering.Drafts;

/// <summary>The numbers, links and addresses of the articles that a draft is written from.</summary>
internal sealed partial class KnownFacts
{
    /// <summary>
    /// Up to here, a number in words ("two ways") is the draft's own unless it counts a measure or money: many are other words as well
    /// ("neuf", "sei", "acht").
    /// </summary>
    private const int SmallCount = 10;

    private const int HalfADay = 12;

    private readonly HashSet<decimal> _numbers = [];
    private readonly HashSet<string> _written = [];
    private readonly HashSet<string> _links = new(StringComparer.OrdinalIgnoreCase);

    private readonly string _language;

    /// <param name="passages">Of the articles.</param>
    /// <param name="language">Of the draft, ISO 639-1. Articles in another one may quote it.</param>
    public KnownFacts(IReadOnlyList<PassageHit> passages, string language)
    {
        _language = language;
        foreach (var hit in passages)
        {
            var text = NumberText.InAsciiDigits($"{hit.Title}\n{hit.Passage.Text}\n{hit.Url}");
            _links.UnionWith(StatedFacts.Link().Matches(text).Select(link => StatedFacts.Bare(link.Value)));
            var rest = StatedFacts.Link().Replace(text, " ");
            _numbers.UnionWith(NumberText.AllIn(rest, hit.Language));
            if (hit.Language != language) _numbers.UnionWith(NumberText.AllIn(rest, language));
            _written.UnionWith(Number().Matches(rest).SelectMany(number => FormsOf(number.Value)));
        }
    }

    /// <summary>A text of the draft without what stands in none of the articles.</summary>
    public string Only(string text)
    {
        var plain = NumberText.InAsciiDigits(text);
        var links = StatedFacts.Link().Matches(plain).ToList();
        var unknown = links
            .Where(link => !IsKnownLink(StatedFacts.Bare(link.Value)))
            .Select(link => (link.Index, link.Value.TrimEnd('.', ',').Length))
            .Concat(
                UnknownNumbers(plain)
                    .Where(number => !links.Exists(link => number.Index >= link.Index && number.Index < link.Index + link.Length))
            );
        var kept = new StringBuilder();
        var end = 0;
        foreach (var (at, length) in unknown.Where(each => each.Item2 > 0).OrderBy(each => each.Index))
        {
            if (at < end) continue;
            if (end == 0 || !Between().IsMatch(text[end..at])) kept.Append(text, end, at - end).Append(DraftPrompt.ToBeFilledIn);
            end = at + length;
        }
        return kept.Append(text, end, text.Length - end).ToString();
    }

    // A page of a site that is named is not known; the site of a page that is named is.
    private bool IsKnownLink(string bare) =>
        bare.Length == 0 || _links.Contains(bare) || _links.Any(link => link.StartsWith($"{bare}/", StringComparison.OrdinalIgnoreCase));

    private IEnumerable<(int Index, int Length)> UnknownNumbers(string plain)
    {
        foreach (Match number in Number().Matches(plain))
        {
            if (!IsKnown(number)) yield return (number.Index, number.Length);
        }
        foreach (var (at, length, value) in WordedNumbers.Of(_language).In(plain))
        {
            // One is an article in most languages.
            if (value <= 1 || _numbers.Contains(value)) continue;
            if (value > SmallCount || IsUnit(plain.AsSpan(at + length))) yield return (at, length);
        }
    }

    private static bool IsUnit(ReadOnlySpan<char> after) => Measure.Follows(after) || Money.LengthOfName(after) > 0;

    // Of a time, a date and a telephone number, each part may be known and the whole be wrong.
    private bool IsKnown(Match number)
    {
        if (FormsOf(number.Value).Any(_written.Contains)) return true;
        if (number.Groups["run"].Success) return false;
        var values = NumberText.Values(number.Value).ToList();
        return number.Value.Contains(':', StringComparison.Ordinal)
            ? values is [var hour, 0] && _numbers.Contains(hour)
            : values.Exists(_numbers.Contains);
    }

    /// <summary>As it is written and, of a time, without a leading zero and in twelve hours.</summary>
    private static IEnumerable<string> FormsOf(string number)
    {
        yield return number;
        if (!number.Contains(':', StringComparison.Ordinal)) yield break;
        if (NumberText.Values(number).ToList() is not [var hour, var minutes]) yield break;
        yield return $"{hour:0}:{minutes:00}";
        if (hour > HalfADay) yield return $"{hour - HalfADay:0}:{minutes:00}";
    }

    /// <summary>Between the ends of a range, and the parts of a telephone number: one mark for people is enough.</summary>
    [GeneratedRegex(@"^[ \u00A0]?[-‐‑–/]?[ \u00A0]?$")]
    private static partial Regex Between();

    /// <summary>But the numbers of a list's items, and those within words. A run is a telephone number, or a date.</summary>
    [GeneratedRegex(
        @"(?<![\p{L}\p{M}\d_])(?<!\w\.|\d[,:'’]|\p{L}-)(?<!^[ \t]*(?=\d{1,2}[.)]\s))"
            + @"(?>(?<run>\d+(?:[-‐‑–/]\d+){2,}|\d{2,}(?:[ \u00A0]\d{2,}){2,})|\d+(?:[.,:'’]\d+)*)",
        RegexOptions.Multiline
    )]
    private static partial Regex Number();
}
