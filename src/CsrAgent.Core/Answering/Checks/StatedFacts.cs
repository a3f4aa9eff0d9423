using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Answering.Checks.Numbers;

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

    private const int Dozen = 12;

    /// <summary>"Mille grazie" counts nothing.</summary>
    private const int Thousand = 1000;

    private const int WordsToAUnit = 4;

    /// <summary>Up to here a number of days or hours is easily found, and says nothing of an amount of money.</summary>
    private const int DaysOfAMonth = 31;

    private static readonly HashSet<int> None = [];

    private string _text = "";
    private List<StatedQuantity> _quantities = [];

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
            text = WithoutLinks(text);
        }
        return (text.AsSpan().ContainsAnyInRange('0', '9') ? FindUnbackedNumber(Ordinal().Replace(text, " ")) : null)
            ?? FindUnbackedWords(text)
            ?? Codes.FindUnknown(text, sources())
            ?? Calendar.FindUnknown(text, sources());
    }

    public static string WithoutLinks(string text) => MayHaveLink(text) ? Link().Replace(text, " ") : text;

    private static string Plain(string sentence) =>
        MonthDays.InDigits(NumberText.InAsciiDigits(sentence.Replace("½", " half").Normalize(NormalizationForm.FormKC)));

    private string? FindUnbackedNumber(string text)
    {
        foreach (var phone in PhoneText.In(text))
        {
            if (!IsOurPhone(PhoneText.DigitsOf(phone))) return phone;
        }
        var quantities = BackedQuantities(text);
        foreach (Match number in NumberText.Digits(text))
        {
            var isBacked = IsMoney(text, number)
                ? (IsBackedAmount(number.Value) || IsInCents(text, number)) && !IsInOtherMoney(text, number)
                : quantities.Contains(number.Index) || IsBacked(number.Value) || IsCount(text, number) || IsOurPhone(number.Value);
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
        var quantities = BackedQuantities(text);
        foreach (var (at, length, _) in Worded(text).Where(number => !quantities.Contains(number.Index)))
        {
            if (Measure.LengthOf(text.AsSpan(at + length)) is not (> 0 and var unit)) continue;
            var measure = text.Substring(at, length + unit);
            if (!NumberText.AllIn(measure, language).Any(IsNumber)) return measure;
        }
        foreach (var (at, length, value) in Worded(text))
        {
            if (value is > Dozen and < Thousand && !quantities.Contains(at) && !IsNumber(value)) return text.Substring(at, length);
        }
        if (FindUnbackedQuantity(text) is { } quantity) return quantity;

        return PriceParts.FindUnknown(text, sources());
    }

    // The number alone proves little: a warranty of two years says nothing of two days.
    private string? FindUnbackedQuantity(string text)
    {
        foreach (var stated in QuantitiesIn(text))
        {
            if (!IsBackedQuantity(stated) && !Follows(text, stated)) return text.Substring(stated.Index, stated.Length);
        }

        return null;
    }

    private HashSet<int> BackedQuantities(string text) =>
        QuantitiesIn(text) is { Count: > 0 } stated ? [.. stated.Where(IsBackedQuantity).Select(quantity => quantity.Index)] : None;

    // One text is asked about several times.
    private List<StatedQuantity> QuantitiesIn(string text)
    {
        if (ReferenceEquals(text, _text)) return _quantities;
        _text = text;
        return _quantities = QuantityText.InAndTimes(text, language);
    }

    private bool IsBackedQuantity(StatedQuantity stated) =>
        sources()
            .Any(source =>
                stated.Meanings.Any(source.Quantities.Contains)
                || source.BareNumbers.Contains(stated.Number)
                || !source.HasKnownUnits && source.Numbers.Contains(stated.Number)
            );

    private bool Follows(string text, StatedQuantity stated) =>
        NumberText.Digits(text).FirstOrDefault(number => number.Index == stated.Index) is { } number && FollowsFrom(text, number);

    private bool IsOurPhone(string digits) => sources().Any(source => source.Phones.Any(known => PhoneText.IsSame(digits, known)));

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
        if (sentence.AsSpan().ContainsAnyInRange('0', '9'))
        {
            foreach (Match number in Digits().Matches(sentence))
            {
                var end = number.Index + number.Length;
                if (end >= sentence.Length - 1 || !IsBacked(number.Value) || !IsComplete(sentence, number.Index, end)) return number.Index;
            }
        }
        foreach (var (at, length, value) in Worded(sentence))
        {
            if (at + length == sentence.Length || !IsNumber(value) || !IsComplete(sentence, at, at + length)) return at;
        }
        return Calendar.HoldFrom(sentence, sources()) is { } named ? named : sentence.Length - Growing().Match(sentence).Length;
    }

    // What a number counts may follow after a word: "5 business days".
    private bool IsComplete(string sentence, int at, int end)
    {
        foreach (var stated in QuantitiesIn(sentence))
        {
            if (stated.Index == at) return IsBackedQuantity(stated);
        }
        return sentence.AsSpan(end).Count(' ') >= WordsToAUnit;
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

    // "29 cents" is said of €0.29.
    private bool IsInCents(string text, Match number) =>
        Cents().IsMatch(text.AsSpan(number.Index + number.Length)) && NumberText.Values(number.Value).Any(value => IsAmount(value / 100));

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

    private bool FollowsFrom(string text, Match number) => Calculation.GivesNumber(text, number, sources(), language);

    // Passages come first: what was said is read only for what stands in none of them.
    private bool IsNumber(decimal value) => sources().Any(source => source.Numbers.Contains(value));

    private bool IsAmount(decimal value) => sources().Any(source => source.Amounts.Contains(value));

    private bool IsStated(string words) => sources().Any(source => source.Contains(words));

    private static bool IsMoney(string text, Match number) =>
        Money.Follows(text[(number.Index + number.Length)..]) || Money.Precedes(text[..number.Index]);

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

    [GeneratedRegex(@"^\s?(?:cents?|ct|céntimos?|centimes?|centesimi|cêntimos?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Cents();

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

    /// <summary>The sentence says that the link is not known or not ours.</summary>
    [GeneratedRegex(
        @"n['’]t\b|\b(?:not|never|unable|no|nicht|kein|keine|keinen|pas|aucun|non|não|nunca|niet|geen|nie|inte|ej|değil)\b"
            + @"|не\b|ليس|لا\b|नहीं|ない|ません"
            + @"|不|没",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Denies();
}
