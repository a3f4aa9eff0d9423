using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Links, numbers (amounts, times, dates) and codes in an answer must stand in something that the model was given: a passage, a tool's
/// result, or what was said; a link, in something that the customer did not write, or the sentence must deny it. Ordinals of lists and
/// small counts ("two steps") are the answer's own, and so is what follows from two known numbers ("2 x $20 = $40").
/// </summary>
/// <param name="sources">All that the model was given.</param>
/// <param name="language">The answer's, ISO 639-1.</param>
internal sealed partial class StatedFacts(Func<IReadOnlyList<SourceText>> sources, string language)
{
    private static readonly SearchValues<char> InLinks = SearchValues.Create(".:@(");

    private const int SmallCount = 10;

    private const int Half = 50;

    /// <summary>Up to here a number of days or hours is easily found, and says nothing of an amount of money.</summary>
    private const int DaysOfAMonth = 31;

    /// <summary>The first link or number that no source contains; null if there is none.</summary>
    public string? FindUnbacked(string sentence)
    {
        var text = Plain(sentence);
        if (MayHaveLink(text))
        {
            foreach (Match link in Link().Matches(text))
            {
                if (!IsOurs(link.Value) && !(IsKnownLink(link.Value) && Denies().IsMatch(sentence))) return link.Value;
            }
            text = Link().Replace(text, " ");
        }
        return (text.AsSpan().ContainsAnyInRange('0', '9') ? FindUnbackedNumber(Ordinal().Replace(text, " ")) : null)
            ?? FindUnbackedWords(text)
            ?? CouponInLetters().Matches(text).Select(coupon => coupon.Groups["code"].Value).FirstOrDefault(code => !IsStated(code))
            ?? Calendar.FindUnknown(text, sources());
    }

    private static string Plain(string sentence) =>
        MonthDays.InDigits(NumberText.InAsciiDigits(sentence.Replace("½", " half").Normalize(NormalizationForm.FormKC)));

    private string? FindUnbackedNumber(string text)
    {
        foreach (Match code in Code().Matches(text))
        {
            if (!IsStated(code.Value)) return code.Value;
        }
        foreach (Match number in NumberText.Digits(text))
        {
            var isBacked = IsMoney(text, number)
                ? IsBackedAmount(number.Value) && !IsInOtherMoney(text, number)
                : IsBacked(number.Value) || IsCount(text, number);
            if (!isBacked && !FollowsFrom(text, number)) return number.Value;
        }

        return MonthDays.FindUnknown(text, day => sources().Any(source => source.Days.Contains(day)));
    }

    private string? FindUnbackedWords(string text)
    {
        foreach (var (value, amount) in NumberText.WordedAmounts(text, language))
        {
            if (!IsKnownAmount(value)) return amount;
        }
        foreach (var (at, length, _) in Worded(text))
        {
            if (Measure.LengthOf(text.AsSpan(at + length)) is not (> 0 and var unit)) continue;
            var measure = text.Substring(at, length + unit);
            if (!NumberText.AllIn(measure, language).Any(IsNumber)) return measure;
        }

        return HalfPrice().Match(text) is { Success: true } half && !IsNumber(Half) && !IsStated(half.Value) ? half.Value : null;
    }

    /// <summary>From where on a growing sentence has to wait until it is whole; its length when it need not.</summary>
    public int HoldFrom(string sentence)
    {
        sentence = NumberText.InAsciiDigits(sentence);
        if (MayHaveLink(sentence))
        {
            foreach (Match link in Link().Matches(sentence))
            {
                if (link.Index + link.Length == sentence.Length || !IsOurs(link.Value)) return link.Index;
            }
        }
        foreach (Match number in Digits().Matches(sentence))
        {
            if (number.Index + number.Length >= sentence.Length - 1 || !IsBacked(number.Value)) return number.Index;
        }
        foreach (var (at, length, value) in Worded(sentence))
        {
            if (at + length == sentence.Length || !IsNumber(value)) return at;
        }
        return Calendar.HoldFrom(sentence, sources()) is { } named ? named : sentence.Length - Growing().Match(sentence).Length;
    }

    // One is an article in most languages.
    private IEnumerable<(int Index, int Length, int Value)> Worded(string text) =>
        WordedNumbers.Of(language).In(text).Where(number => number.Value > 1);

    // Of a time, the hour and the minutes, unless it is a full hour; of a date such as 14.03.2026, each part.
    private bool IsBacked(string number)
    {
        var values = NumberText.Values(number).ToList();
        return number.Contains(':', StringComparison.Ordinal)
            ? values.Count == number.Split(':').Length && values.Index().All(part => part is { Index: > 0, Item: 0 } || IsNumber(part.Item))
            : values.Exists(IsNumber)
                || values.Count == 0 && number.Split('.', ',', '\'', '’').All(part => NumberText.Values(part).Any(IsNumber));
    }

    private bool IsBackedAmount(string number) => NumberText.Values(number).Any(IsKnownAmount);

    /// <summary>Every source that has the amount has it in another currency.</summary>
    private bool IsInOtherMoney(string text, Match number)
    {
        if (Money.CurrencyOf(text[..number.Index], text[(number.Index + number.Length)..]) is not { } currency) return false;
        var known = NumberText
            .Values(number.Value)
            .SelectMany(value => sources().SelectMany(source => source.Prices.Where(price => price.Value == value)))
            .Select(price => price.Currency)
            .ToHashSet();
        return known.Count > 0 && !known.Contains(currency);
    }

    private bool IsKnownAmount(decimal value) => value <= DaysOfAMonth ? IsAmount(value) : IsNumber(value);

    /// <summary>The sentence calculates it from two numbers that it names, or from one and a known amount.</summary>
    private bool FollowsFrom(string text, Match number)
    {
        if (!IsCalculation(text)) return false;
        var named = NumberText.AllIn(text.Remove(number.Index, number.Length), language);
        var isShare = text.Contains('%', StringComparison.Ordinal);
        var known = named.Where(value => value <= SmallCount || IsNumber(value)).ToArray();
        var others = known.Concat(sources().SelectMany(source => source.Amounts)).ToArray();
        return NumberText.Values(number.Value).Any(value => known.Any(a => others.Any(b => IsResult(value, a, b, isShare))));
    }

    private static bool IsResult(decimal value, decimal a, decimal b, bool isShare) =>
        a + b == value || b - a == value || a * b == value || isShare && (a * b / 100 == value || b - a * b / 100 == value);

    // Passages come first: what was said is read only for what stands in none of them.
    private bool IsNumber(decimal value) => sources().Any(source => source.Numbers.Contains(value));

    private bool IsAmount(decimal value) => sources().Any(source => source.Amounts.Contains(value));

    private bool IsStated(string words) => sources().Any(source => source.Contains(words));

    public static bool IsMoney(string text, Match number) =>
        Money.Follows(text[(number.Index + number.Length)..]) || Money.Precedes(text[..number.Index]);

    /// <summary>A number of days, a share, a time: it says something of its subject.</summary>
    public static bool IsMeasure(string text, Match number) => Measure.Follows(text.AsSpan(number.Index + number.Length));

    /// <summary>Words or signs of a calculation: a total, a price for each.</summary>
    public static bool IsCalculation(string text) => Calculates().IsMatch(text);

    private bool IsKnownLink(string link) => Bare(link) is var bare && (bare.Length == 0 || IsStated(bare));

    // A customer may be written to at an address of their own.
    private bool IsOurs(string link)
    {
        var bare = Bare(link);
        return bare.Length == 0
            || sources().Any(source => source.Contains(bare) && (!source.IsCustomers || bare.Contains('@') && !bare.Contains('/')));
    }

    /// <summary>A link without what its forms differ in: the scheme, and marks behind it.</summary>
    internal static string Bare(string link) =>
        Scheme().Replace(link, "").TrimEnd('/', '.', ',', ')', ']', '*', '"', '\'', ':', ';', '!', '?', '>');

    private static bool IsCount(string text, Match number) =>
        NumberText.Values(number.Value).ToList() is { Count: > 0 } values
        && values.TrueForAll(value => value <= SmallCount && value == decimal.Truncate(value))
        && !Measure.Follows(RestOfRange().Replace(text[(number.Index + number.Length)..], ""))
        && !Money.Precedes(text[..number.Index])
        && !Measure.IsMonthBefore(text[..number.Index]);

    // Each form of a link has one of these: a full stop before more of the same word, a colon, an at sign, or a Markdown link's bracket.
    private static bool MayHaveLink(ReadOnlySpan<char> text)
    {
        for (var at = 0; text[at..].IndexOfAny(InLinks) is >= 0 and var next; at++)
        {
            at += next;
            var isLink = text[at] switch
            {
                '.' => at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]),
                '(' => at > 0 && text[at - 1] == ']',
                _ => true,
            };
            if (isLink) return true;
        }

        return false;
    }

    [GeneratedRegex(
        @"(?<=\]\()[^\s<>\)]+|\b[a-z][a-z0-9+.-]{1,20}://[^\s<>\]\)""]+|\b(?:javascript|vbscript|data):\S+|www\.[^\s<>\]\)""]+"
            + @"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@.])\d{1,3}(?:\.\d{1,3}){3}(?:[:/][^\s<>\]\)""]*)?(?![\w.])"
            + @"|(?<![\w@./-])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\]\)""]+|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|org|net|io|de|eu|co|app"
            + @"|fr|es|it"
            + @"|nl|pt|info|shop|help|support|example|biz|online|site|xyz|tv|cloud|store|ly|gl|gg|uk|ca|au|ch|pl|se|dk|fi|cz|jp|cn"
            + @"|ru|br|mx"
            + @"|dev|link|live|space|website|tech)\b(?:/[^\s<>\]\)""]*)?",
        RegexOptions.IgnoreCase
    )]
    internal static partial Regex Link();

    [GeneratedRegex(@"^https?://(?:www\.)?|^www\.|^mailto:", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(
        @"^[\s*_>-]*\(?\d{1,2}[.)](?=\s|$)|\b(?:step|schritt|option|paso|étape|passo|passaggio|stap|point|punkt|no\.|nr\.)\s+\d{1,2}\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"\d+(?:[.,:'’]\d+)*")]
    private static partial Regex Digits();

    [GeneratedRegex(@"(?:\S*[\w)\]][.@:/]\S*|\b(?:https?|www?))$", RegexOptions.IgnoreCase)]
    private static partial Regex Growing();

    // "9 to 11 days" says nine days.
    [GeneratedRegex(@"^\s?(?:[-–—/]|to|or|bis|oder|à|ou|a|o|e|tot|of|até|hasta)\s?\d+(?:[.,]\d+)*", RegexOptions.IgnoreCase)]
    private static partial Regex RestOfRange();

    [GeneratedRegex(
        @"\bhalf[- ](?:price|off)\b|\bzum halben preis\b|\bmoitié prix\b|\bmitad de precio\b|\bmetà prezzo\b|\bmetade do preço\b"
            + @"|\bhalve prijs\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HalfPrice();

    /// <summary>Coupons and order numbers: capitals with at least two digits.</summary>
    [GeneratedRegex(@"(?<![\w-])(?=[A-Z0-9-]*[A-Z][A-Z0-9-]*\d)(?=(?:[A-Z-]*\d){2})[A-Z0-9][A-Z0-9-]{4,}(?![\w-])")]
    private static partial Regex Code();

    /// <summary>Coupons in capitals alone: "voucher WELCOME".</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?i:(?:gutschein|rabatt|promo(?:tion)?|discount|kortings|coupon|voucher)?-?code|voucher|coupon|gutschein"
            + @"|cupón|código|codice|cupom|buono|bon d['’]achat|kod|код|промокод)"
            + @"(?i:\s(?:code|promo|is|ist|lautet|es|è|é|est))?[\s:""'“”„«*`]{1,4}(?<code>[A-Z]{5,})(?!\p{L})"
    )]
    private static partial Regex CouponInLetters();

    [GeneratedRegex(
        @"[=×+*]|\d\s?x\s|(?<!\p{L})(?:total|sum|each|both|together|altogether|per|zusammen|insgesamt|gesamt|summe|je|jeweils"
            + @"|beide|ensemble|chacun"
            + @"|somme|cada|suma|juntos|ambos|insieme|ciascuno|somma|totale|samen|totaal|elk|razem|łącznie|każdy|tillsammans"
            + @"|totalt|toplam|всего|итого"
            + @"|вместе|разом|всього)(?!\p{L})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Calculates();

    /// <summary>The sentence says that the link is not known or not ours.</summary>
    [GeneratedRegex(
        @"n['’]t\b|\b(?:not|never|unable|no|nicht|kein|keine|keinen|pas|aucun|non|não|nunca|niet|geen|nie|inte|ej|değil)\b"
            + @"|не\b|ليس|لا\b|नहीं|ない|ません"
            + @"|不|没",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Denies();
}
