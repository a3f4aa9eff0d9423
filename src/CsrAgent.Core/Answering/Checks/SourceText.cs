using System.Text;
using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks;

/// <summary>A text that an answer may take its links, numbers and codes from. Read only as far as an answer asks. Safe to share.</summary>
internal sealed partial class SourceText(string text)
{
    /// <summary>All its numbers (<see cref="NumberText.AllIn"/>).</summary>
    public HashSet<decimal> Numbers => field ??= NumberText.AllIn(Plain);

    /// <summary>Its numbers beside a currency, or in a field of what a tool returned.</summary>
    public HashSet<decimal> Amounts =>
        field ??= [.. Amount().Matches(Plain).SelectMany(amount => NumberText.Values(amount.Groups["number"].Value))];

    private string Plain => NumberText.InAsciiDigits(text.Normalize(NormalizationForm.FormKC));

    public bool Contains(string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>Beside a currency, or the value of a field in what a tool returned.</summary>
    [GeneratedRegex(
        @"(?:[€$£¥₹]|\b(?:eur|usd|gbp|chf)|[:=]\s?""?)\s?(?<number>\d+(?:[.,'’]\d+)*)"
            + @"|(?<number>\d+(?:[.,'’]\d+)*)\s?"
            + @"(?:[€$£¥₹]|eur|usd|gbp|chf|dollar|dólar|pound|franc|reais|libra|libbr|pfund|cent)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Amount();
}
