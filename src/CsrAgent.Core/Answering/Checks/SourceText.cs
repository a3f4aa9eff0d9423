using System.Text;
using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks;

/// <summary>A text that an answer may take its links, numbers and codes from. Read only as far as an answer asks. Safe to share.</summary>
/// <param name="text">As it was given to the model.</param>
/// <param name="language">Of its words, ISO 639-1.</param>
internal sealed partial class SourceText(string text, string language)
{
    /// <summary>All its numbers (<see cref="NumberText.AllIn"/>).</summary>
    public HashSet<decimal> Numbers => field ??= NumberText.AllIn(Plain, language);

    /// <summary>Its numbers beside a currency, also in words, or in a field of what a tool returned.</summary>
    public HashSet<decimal> Amounts =>
        field ??=
        [
            .. Money.Amounts(Plain).Concat(Field().Matches(Plain)).SelectMany(amount => NumberText.Values(amount.Groups["number"].Value)),
            .. NumberText.WordedAmounts(Plain, language).Select(amount => (decimal)amount.Value),
        ];

    /// <summary>Its amounts of a currency that is known.</summary>
    public HashSet<(decimal Value, string Currency)> Prices =>
        field ??=
        [
            .. Money
                .Amounts(Plain)
                .SelectMany(amount => NumberText.Values(amount.Groups["number"].Value).Select(value => (value, amount.Value)))
                .Concat(NumberText.WordedAmounts(Plain, language).Select(amount => ((decimal)amount.Value, amount.Words)))
                .Select(amount => (amount.Item1, Currency: Money.CurrencyIn(amount.Item2)))
                .Where(amount => amount.Currency is not null)
                .Select(amount => (amount.Item1, amount.Currency!)),
        ];

    /// <summary>The months that it names, also in dates.</summary>
    public HashSet<int> Months => field ??= [.. MonthDays.MonthsIn(Plain), .. Days.Select(day => day.Month)];

    /// <summary>The days of months that it names.</summary>
    public HashSet<(int Day, int Month)> Days => field ??= MonthDays.AllIn(Plain);

    /// <summary>An article's; else what was said, or a tool returned.</summary>
    public bool IsPassage { get; init; }

    /// <summary>The customer's words: they may be repeated, but prove nothing of the company.</summary>
    public bool IsCustomers { get; init; }

    private string Plain => NumberText.InAsciiDigits(text.Normalize(NormalizationForm.FormKC));

    public bool Contains(string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"[:=]\s?""?(?<number>\d+(?:[.,'’]\d+)*)")]
    private static partial Regex Field();
}
