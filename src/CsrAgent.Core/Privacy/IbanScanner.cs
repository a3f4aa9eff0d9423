using CsrAgent.Privacy.Cards;

namespace CsrAgent.Privacy;

/// <summary>International bank account numbers: a country that uses them, its length, and a valid check number (modulo 97).</summary>
internal static class IbanScanner
{
    private const string Countries =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 "
        + "GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 "
        + "MR27 "
        + "MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 "
        + "XK20 BI27 DJ27 FK18 HN28 MN20 NI28 OM23 RU33 SD18 SO23 YE30";

    // In a row. "It is 6304 9812, continued 7280" has a word of nine.
    private const int MaxLetters = 8;

    private static readonly Dictionary<(char, char), int> Lengths = Countries
        .Split(' ')
        .ToDictionary(
            entry => (entry[0], entry[1]),
            entry => int.Parse(entry.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture)
        );

    public static void Scan(string text, List<PiiMatch> matches)
    {
        for (var at = 0; at + 15 <= text.Length; at++)
        {
            if (
                !char.IsAsciiLetter(Narrow(text[at]))
                || IsGlued(text, at - 1)
                || !Lengths.TryGetValue((Narrow(text[at]), Narrow(text[at + 1])), out var length)
            )
            {
                continue;
            }
            if (FindEnd(text, at, length) is > 0 and var end)
            {
                matches.Add(new PiiMatch(PiiType.Iban, at, end, "[iban]"));
                at = end - 1;
            }
        }
    }

    private static int FindEnd(string text, int start, int length)
    {
        Span<char> account = stackalloc char[length];
        var (used, gap, letters, at) = (0, 0, 0, start);
        while (at < text.Length && used < length && gap <= 2 && letters <= MaxLetters)
        {
            letters = char.IsAsciiLetter(Narrow(text[at])) ? letters + 1 : 0;
            var markup = DigitGap.MarkupLength(text, at);
            if (markup > 0 || Digits.IsInvisible(text[at]) || Digits.IsSeparator(text[at])) gap++;
            else if (char.IsAsciiLetterOrDigit(Narrow(text[at]))) (account[used++], gap) = (Narrow(text[at]), 0);
            else return -1;
            at += Math.Max(markup, 1);
        }

        return
            used == length
            && !IsGlued(text, at)
            && char.IsAsciiDigit(account[2])
            && char.IsAsciiDigit(account[3])
            && Remainder(account) == 1
            ? at
            : -1;
    }

    // Chinese and Japanese have no blanks: "我的账户DE89…" is a word and a number.
    private static bool IsGlued(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetterOrDigit(Narrow(text[at]));

    // Also full-width ones.
    private static char Narrow(char c) => char.ToUpperInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);

    private static int Remainder(ReadOnlySpan<char> account)
    {
        var remainder = 0;
        for (var i = 0; i < account.Length; i++)
        {
            var c = account[(i + 4) % account.Length];
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + c - '0') % 97 : ((remainder * 100) + c - 'A' + 10) % 97;
        }

        return remainder;
    }
}
