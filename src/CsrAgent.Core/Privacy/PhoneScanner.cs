using System.Text.RegularExpressions;

namespace CsrAgent.Privacy;

/// <summary>
/// Telephone numbers, generously: by their shape, or by the words beside them ("call me on 9472 7916"), with their extension, or an
/// extension alone. Dates stay, and numbers that are called something else: an order, an account.
/// </summary>
internal static partial class PhoneScanner
{
    private const int MaxSeparators = 3;
    private const int MinDigits = 7;
    private const int MaxDigits = 15;
    private const int MaxExtension = 6;
    private const int NearExtension = 30;

    private static readonly string[] Extensions = ["extension", "extn", "ext", "durchwahl", "poste", "anexo", "x", "#"];

    public static void Scan(string text, NumberWords words, List<PiiMatch> matches)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var opens = text[at] is '+' or '\uFF0B' or '(';
            if (!opens && Digits.Read(text, at, out _) < 0) continue;
            var number = Read(text, at);
            if (number.Digits == 0) continue;
            var isGlued = Digits.IsPartOfWord(text, at - 1) && !FollowsX(text, at);
            if (!isGlued && !Digits.IsPartOfWord(text, number.End) && IsPhone(text, words, number))
            {
                matches.Add(new PiiMatch(PiiType.Phone, at, ExtensionEnd(text, number.End), "[phone]"));
            }
            else if (ExtensionEnd(text, number.End) is var end && end > number.End && IsPhone(text, words, number))
            {
                matches.Add(new PiiMatch(PiiType.Phone, at, end, "[phone]"));
            }
            at = number.End - 1;
        }
    }

    private static bool IsPhone(string text, NumberWords words, Number number)
    {
        if (number.Digits <= MaxExtension && number.Groups == 1) return IsExtension(text, words, number);
        if (number.Digits is < MinDigits or > MaxDigits) return false;
        if (text[number.Start] is '+' or '\uFF0B') return true;
        if (IsDate(text, number)) return false;
        if (words.SayPhone(number.Start, number.End)) return number.Groups <= 7;
        return !words.SayOther(number.Start) && HasShape(text, number);
    }

    // "ext. 4587", "my extension is 4587"; but "warranty extension 2026", "2 x 4587".
    private static bool IsExtension(string text, NumberWords words, Number number)
    {
        var before = text[Math.Max(0, number.Start - NearExtension)..number.Start];
        return ShortWord().IsMatch(before) ? number.Digits >= 2
            : LongWord().IsMatch(before) ? number.Digits >= 3 && !YearLike().IsMatch(text[number.Start..number.End])
            : FollowsX(text, number.Start) && number.Digits >= 3 && words.SayPhone(number.Start, number.End);
    }

    private static bool FollowsX(string text, int at) =>
        at > 0 && text[at - 1] is 'x' or 'X' && (at == 1 || char.IsWhiteSpace(text[at - 2]) || text[at - 2] is ',' or '(');

    private static bool HasShape(string text, Number number) =>
        text[number.Start] switch
        {
            '(' => true,
            '0' => number.Digits >= 8,
            _ => (number.Digits is 10 or 11 && number.Groups == 1) || (number.Digits >= 9 && number.Groups is >= 3 and <= 6),
        };

    // 2026-11-28 or 28.11.2026, perhaps with a time behind it.
    private static bool IsDate(string text, Number number)
    {
        var at = number.Start;
        var rest = text.AsSpan(at, number.End - at);
        if (rest.Length >= 8 && rest[0] is '1' or '2' && rest[4] is '-' or '.' or '/' && char.IsAsciiDigit(rest[5])) return true;
        var parts = rest.IndexOfAny("./-") is > 0 and <= 2 and var first ? rest[(first + 1)..] : default;
        var second = parts.IndexOfAny("./-");
        return second is > 0 and <= 2 && parts.Length >= second + 5 && parts[second + 1] is '1' or '2' && parts[second + 2] is '9' or '0';
    }

    private static int ExtensionEnd(string text, int end)
    {
        var at = end;
        while (at < text.Length && text[at] is ' ' or ',' && at - end < 2) at++;
        foreach (var word in Extensions)
        {
            if (!text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            var start = at + word.Length;
            while (start < text.Length && text[start] is ' ' or '.' or ':' && start - at - word.Length < 2) start++;
            var last = start;
            while (last < text.Length && char.IsAsciiDigit(text[last])) last++;
            return last - start is > 0 and <= MaxExtension && !Digits.IsPartOfWord(text, last) ? last : end;
        }

        return end;
    }

    private static Number Read(string text, int start)
    {
        var (at, end, digits, groups, gap, inGroup) = (start, start, 0, 0, 0, false);
        while (at < text.Length && gap <= MaxSeparators)
        {
            if (Digits.Read(text, at, out var length) >= 0)
            {
                groups += inGroup ? 0 : 1;
                at += length;
                (digits, gap, inGroup, end) = (digits + 1, 0, true, at);
            }
            else if (Digits.IsInvisible(text[at]))
            {
                at++;
            }
            else if (" ().\u00A0\u202F/".Contains(text[at], StringComparison.Ordinal) || IsPlusAt(at) || Digits.IsDash(text[at]))
            {
                (gap, inGroup) = (gap + 1, false);
                at++;
            }
            else
            {
                break;
            }
        }

        return new(start, end, digits, groups);

        bool IsPlusAt(int place) => place == start && text[place] is '+' or '\uFF0B';
    }

    [GeneratedRegex(@"(?<!\p{L})extn?(?:\.|:|\s)[\s.:#]{0,3}$", RegexOptions.IgnoreCase)]
    private static partial Regex ShortWord();

    [GeneratedRegex(
        @"(?<!\p{L})(?:extension|durchwahl|toestel|anknytning)[\s.:#]{1,3}(?:(?:is|ist|no|nr|number|nummer)[\s.:#]{1,3})?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex LongWord();

    [GeneratedRegex("^(?:19|20)[0-9]{2}$")]
    private static partial Regex YearLike();

    private readonly record struct Number(int Start, int End, int Digits, int Groups);
}
