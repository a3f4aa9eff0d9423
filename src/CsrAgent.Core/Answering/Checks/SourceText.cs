using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Answering.Checks.Numbers;

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

    /// <summary>What it measures, and what that comes to in other units.</summary>
    public HashSet<Quantity> Quantities => Read().Quantities;

    /// <summary>Its numbers that measure and count nothing, as in a table's cell.</summary>
    public HashSet<decimal> BareNumbers => Read().Bare;

    /// <summary>The digits of its telephone numbers.</summary>
    public HashSet<string> Phones =>
        field ??= [.. PhoneText.In(Plain).Concat(LongNumber().Matches(Plain).Select(run => run.Value)).Select(PhoneText.DigitsOf)];

    /// <summary>The months that it names, also in dates.</summary>
    public HashSet<int> Months => field ??= [.. MonthDays.MonthsIn(Plain), .. Days.Select(day => day.Month)];

    /// <summary>The days of months that it names.</summary>
    public HashSet<(int Day, int Month)> Days => field ??= MonthDays.AllIn(Plain);

    /// <summary>An article's; else what was said, or a tool returned.</summary>
    public bool IsPassage { get; init; }

    /// <summary>The customer's words: they may be repeated, but prove nothing of the company.</summary>
    public bool IsCustomers { get; init; }

    /// <summary>Its units are in a language that is read.</summary>
    public bool HasKnownUnits => WordedNumbers.Knows(language);

    private (HashSet<Quantity> Quantities, HashSet<decimal> Bare)? _quantities;

    private (HashSet<Quantity> Quantities, HashSet<decimal> Bare) Read() => _quantities ??= QuantityText.AllIn(Plain, language);

    private string Plain => NumberText.InAsciiDigits(text.Normalize(NormalizationForm.FormKC));

    public bool ContainsExactly(string words) => text.Contains(words, StringComparison.Ordinal);

    public bool Contains(string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\d{7,}")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"[:=]\s?""?(?<number>\d+(?:[.,'’]\d+)*)")]
    private static partial Regex Field();
}
