using System.Text.RegularExpressions;
using CsrAgent.Answering.Checks;
using CsrAgent.Answering.Checks.Numbers;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Passages;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Review;

/// <summary>A sentence of an article, taken apart into its figures, whether it denies, and its other words.</summary>
/// <param name="Hit">Where it stands.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Words">Stemmed, without figures and denials.</param>
/// <param name="Figures">As they are written, each with what it counts.</param>
/// <param name="Values">The figures, also in other units: two days are 48 hours.</param>
/// <param name="Denies">It says that something is not so. Null where its language has no list of words for that.</param>
/// <param name="HasCondition">It holds in some cases only: "if you never had an account" denies nothing.</param>
/// <param name="Places">Where it holds.</param>
internal sealed partial record Statement(
    PassageHit Hit,
    string Text,
    IReadOnlySet<string> Words,
    IReadOnlyList<(decimal Value, string Unit)> Figures,
    IReadOnlySet<decimal> Values,
    bool? Denies,
    bool HasCondition,
    IReadOnlySet<string> Places
)
{
    private const int MinWords = 3;

    public ReviewedText Reviewed => new(Hit.ArticleId, Hit.Title, Text);

    /// <summary>Those of a passage that say something.</summary>
    public static IEnumerable<Statement> AllOf(PassageHit hit) =>
        Sentences.Split(MarkdownText.Plain(hit.Passage.Text))
            .Select(text => Of(Ordinal().Replace(text, ""), hit))
            .Where(each => each.Words.Count >= MinWords);

    /// <summary>Whether each of them counts the same thing, and has a figure for it that the other lacks.</summary>
    public bool DiffersInFigures(Statement other) =>
        Figures.Any(mine =>
            !other.Values.Contains(mine.Value)
            && other.Figures.Any(theirs => theirs.Unit == mine.Unit && mine.Unit.Length > 0 && !Values.Contains(theirs.Value))
        );

    /// <summary>Whether one of them says, without a condition, that it is not so.</summary>
    public bool DiffersInDenial(Statement other) => Denies is not null && Denies != other.Denies && !HasCondition && !other.HasCondition;

    private static Statement Of(string text, PassageHit hit)
    {
        var plain = NumberText.InAsciiDigits(text);
        var denials = DenialWords.Of(hit.Language);
        var worded = WordedNumbers.Of(hit.Language).In(plain);
        var digits = NumberText
            .Digits(plain)
            .SelectMany(match => NumberText.Values(match.Value).TakeLast(1).Select(value => (match.Index, match.Length, value)));
        var figures = digits.Concat(worded.Select(number => (number.Index, number.Length, (decimal)number.Value)));
        var rest = plain.ToCharArray();
        foreach (var (at, length, _) in worded) Array.Fill(rest, ' ', at, length);
        var words = StemmedWords
            .Of(denials?.Without(new string(rest)) ?? new string(rest), hit.Language)
            .Where(word => !word.Any(char.IsDigit));
        return new(
            hit,
            text,
            words.ToHashSet(StringComparer.Ordinal),
            [.. figures.Select(each => (each.Item3, UnitOf(plain[..each.Index], plain[(each.Index + each.Length)..], hit.Language)))],
            NumberText.AllIn(plain, hit.Language),
            denials?.Denies(plain),
            denials?.HasCondition(plain) ?? false,
            FactUnit.PlacesIn(text).ToHashSet(StringComparer.OrdinalIgnoreCase)
        );
    }

    /// <summary>What a number counts: a currency, the unit of a measure, else the word behind it.</summary>
    private static string UnitOf(string before, string behind, string language)
    {
        var after = RestOfRange().Replace(behind, "");
        if (Money.CurrencyOf(before, after) is { } currency) return currency;
        var measure = Measure.LengthOf(after);
        var words = measure > 0 ? after[..measure] : FirstWord().Match(after).Value;
        return StemmedWords.Of(words, language) is [.., var last] ? last : words.Trim();
    }

    [GeneratedRegex(@"^\s*\d{1,2}[.)]\s+")]
    private static partial Regex Ordinal();

    // "5 to 7 days" says days of both.
    [GeneratedRegex(
        @"^\s?(?:[-–—/]|to|or|and|bis|oder|und|à|ou|et|a|o|y|e|tot|of|en|do|lub|till|eller)\s?\d+(?:[.,]\d+)*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex RestOfRange();

    [GeneratedRegex(@"^[\s-]?\p{L}+")]
    private static partial Regex FirstWord();
}
