using System.Text.RegularExpressions;

namespace CsrAgent.Answering;

/// <summary>What marks a number as an amount of money, in the languages and currencies that customers use.</summary>
internal static partial class Money
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Codes of ISO 4217 and names, with their endings, of the currencies in use where the answers' languages are
    /// spoken.</summary>
    private const string Units =
        @"(?:eur|usd|gbp|chf|sek|nok|dkk|pln|czk|huf|ron|bgn|try|inr|jpy|cny|rmb|aud|cad|nzd|brl|mxn|rub|uah|aed|sar|egp|zar|sgd"
            + @"|hkd|krw)\b"
        + @"|euros?\b|евро|євро|يورو|यूरो|dollar|dólar|dollari|доллар|долар|دولار|डॉलर"
        + @"|pounds?\b|pfund|libras?\b|sterlin|фунт|quid\b|pence\b|francs?\b|franken\b|franchi\b|frank(?:i|ów|a)?\b"
        + @"|cents?\b|céntimo|centim|centesimi|reais\b|real\b|pesos?\b|złot|zł(?!\p{L})|groszy\b"
        + @"|kr(?:onor|oner|\.)?(?!\p{L})|koruna?\b|korun\b|kč(?!\p{L})|ft(?!\p{L})|forint|lei\b|лв|руб|рубл|₽|грн"
        + @"|гривен|гривень"
        + @"|lira\b|tl\b|rupees?\b|rupien|rupias|रुपये|रुपए|रुपया|yen\b|yuan\b|درهم|ريال|جنيه"
        + @"|ユーロ|ドル|円|元|欧元|美元|英镑|日元|人民币|块钱";

    private const string Before =
        @"(?:\p{Sc}|(?<!\p{L})(?:eur|usd|gbp|chf|sek|nok|dkk|pln|czk|inr|jpy|cny|aud|cad|brl|rs\.?|fr\.?|kr\.?))\s?";

    /// <summary>True when a mark or name of a currency follows here: "5,95 €", "20 euros".</summary>
    public static bool Follows(string after) => Unit().IsMatch(after);

    /// <summary>True when one stands directly before here: "CHF 12", "US$ 5".</summary>
    public static bool Precedes(string before) => UnitBefore().IsMatch(before);

    public static bool IsIn(string text) => Amount().IsMatch(text);

    /// <summary>
    /// The currency of a number between these texts, as its ISO 4217 code; null where there is none, or one of those that are not told
    /// apart.
    /// </summary>
    public static string? CurrencyOf(string before, string after) =>
        (Unit().Match(after) is { Success: true } unit ? CurrencyIn(unit.Value) : null)
        ?? (UnitBefore().Match(before) is { Success: true } mark ? CurrencyIn(mark.Value) : null);

    /// <summary>The same of an amount's text.</summary>
    public static string? CurrencyIn(string amount) =>
        Currencies().Match(amount) is not { Success: true } match ? null
        : match.Groups["eur"].Success ? "EUR"
        : match.Groups["usd"].Success ? "USD"
        : match.Groups["gbp"].Success ? "GBP"
        : "CHF";

    /// <summary>Amounts with the number in the group "number".</summary>
    public static MatchCollection Amounts(string text) => Amount().Matches(text);

    /// <summary>The length of a currency's name that follows a number in words, with the space before it; 0 where none does.</summary>
    public static int LengthOfName(ReadOnlySpan<char> after)
    {
        foreach (var match in Name().EnumerateMatches(after)) return match.Length;

        return 0;
    }

    // Dollars of whatever country: "$" says no more.
    [GeneratedRegex(
        @"(?<eur>€|\beur|евро|євро|يورو|ユーロ|欧元)|(?<usd>\$|\busd\b|dollar|dólar"
            + @"|доллар|долар|دولار|ドル|美元)"
            + @"|(?<gbp>£|\bgbp\b|\bpounds?\b|pfund|sterlin|\bquid\b|英镑)|(?<chf>\bchf\b|franken|\bfr\.)",
        Options
    )]
    private static partial Regex Currencies();

    [GeneratedRegex(@"^[\s-]{0,2}(?:\p{Sc}|" + Units + ")", Options)]
    private static partial Regex Unit();

    [GeneratedRegex(Before + "$", Options)]
    private static partial Regex UnitBefore();

    [GeneratedRegex(
        Before
            + @"(?<number>\d+(?:[.,'’]\d+)*)|(?<number>\d+(?:[.,'’]\d+)*)[\s-]{0,2}(?:\p{Sc}|"
            + Units
            + ")",
        Options
    )]
    private static partial Regex Amount();

    // Enough of a name: "two real chairs" and "ten cents" begin alike.
    [GeneratedRegex(
        @"^[\s-]?(?:euros?\b|(?:us[\s-])?d[óo]lares\b|(?:us[\s-])?dollar[si]?\b|pounds?\b|pfund\b|libras\b|livres\b|sterline\b|francs?\b"
            + @"|franken\b|franchi\b|kronor\b|złot(?:ych|e|y)\b|reais\b|pesos\b|lira\b|rupees?\b|cents?\b|pence\b|евро\b|євро\b"
            + @"|рубл\w*|гривень\b|гривні\b|доллар\w*|долар\w*|يورو|دولار|ريال"
            + @"|यूरो|रुपये|डॉलर|欧元|美元|英镑|元|ユーロ|ドル|円)",
        Options
    )]
    private static partial Regex Name();
}
