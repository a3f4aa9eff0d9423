using System.Collections.Frozen;

namespace CsrAgent.Privacy.Cards;

/// <summary>Reads what stands between two groups of digits.</summary>
/// <param name="Next">Where the next digit stands, or the word for one; -1 where something else comes first.</param>
/// <param name="Marks">A number for the visible marks of the gap, 0 where there are none: equal gaps have equal ones.</param>
internal readonly record struct DigitGap(int Next, GapKind Kind, int Marks)
{
    private const int MaxBlanks = 16;
    private const int MaxMarks = 3;
    private const int MaxWords = 30;
    private const int MaxTag = 40;
    private const int MaxEntity = 8;

    private static readonly DigitGap None = new(-1, GapKind.Words, 0);

    private static readonly FrozenSet<string> Joiners = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [
            .. (
                "x then and next followed by after that plus also dash space hyphen dot minus slash rest is dann und danach weiter mit y "
                + "the half part first last other remaining final digits numbers it goes on continues die der hälfte teil erste zweite "
                + "restliche ziffern la moitié partie deuxième mitad parte segunda metade metà seconda helft deel "
                + "b c d second third fourth four zweitens drittens viertens "
                + "luego después despues puis et ensuite poi e depois daarna en dan sedan och"
            ).Split(' '),
        ]
    );

    public static DigitGap Read(string text, int start, bool hasWords)
    {
        var (kind, marks, seen, blanks, words) = (GapKind.Blank, 0, 0, 0, 0);
        var at = start;
        while (at < text.Length)
        {
            if (Digits.Read(text, at, out _) >= 0) return new(at, kind, marks);
            if (MarkupLength(text, at) is > 0 and var markup)
            {
                if (++blanks > MaxBlanks) return None;
                at += markup;
                continue;
            }
            var c = text[at];
            if (c == RedactionMask.Blank) return None;
            if (Digits.IsInvisible(c) || Digits.IsInvisiblePair(text, at))
            {
                at += char.IsHighSurrogate(c) ? 2 : 1;
            }
            else if (char.IsWhiteSpace(c) || Digits.IsDash(c) || c == '\u2800' || IsQuoteMark(text, start, at))
            {
                if (++blanks > MaxBlanks) return None;
                at++;
            }
            else if (char.IsLetter(c))
            {
                if (Digits.IsLetterForDigit(text, at) || (hasWords && DigitWords.IsAt(text, at))) return new(at, kind, marks);
                var end = at;
                while (end < text.Length && end - at <= MaxWords && char.IsLetter(text[end])) end++;
                if ((words += end - at) > MaxWords) return None;
                var joins = IsJoiner(text.AsSpan(at, end - at)) && !IsPartOfId(text, at, end);
                kind = Max(kind, joins ? GapKind.Joiner : GapKind.Words);
                at = end;
            }
            else
            {
                var length = char.IsHighSurrogate(c) && at + 1 < text.Length ? 2 : 1;
                var isSame = marks == c;
                marks = seen == 0 || isSame ? c : (marks * 31) + c;
                seen += isSame ? 0 : 1;
                if (++blanks > MaxBlanks) return None;
                kind = Max(kind, seen > MaxMarks ? GapKind.Words : GapKind.Marks);
                at += length;
            }
        }

        return None;
    }

    /// <summary>
    /// The length of a blank or line break as HTML, URLs and escaped strings spell it, or of any short tag; 0 where there is none.
    /// </summary>
    public static int MarkupLength(string text, int at) =>
        text[at] switch
        {
            '%' => EscapeLength(text, at),
            '&' when IsLetterOr('#', text, at + 1) => EndWithin(text, at, ';', MaxEntity),
            '<' when IsLetterOr('/', text, at + 1) => EndWithin(text, at, '>', MaxTag),
            '\\' when at + 1 < text.Length => text[at + 1] switch
            {
                'n' or 'r' or 't' => 2,
                'u' when IsHex(text, at + 2) && IsHex(text, at + 3) && IsHex(text, at + 4) && IsHex(text, at + 5) => 6,
                _ => 0,
            },
            _ => 0,
        };

    private static GapKind Max(GapKind a, GapKind b) => a > b ? a : b;

    // Mail quotes a line that was broken within a number: "1111\n> 1111".
    private static bool IsQuoteMark(string text, int start, int at) =>
        text[at] is '>' or '|' && text.AsSpan(start, at - start).TrimEnd(" \t>|") is [.., '\n'];

    // The e of a hexadecimal id joins nothing; an x between digits does.
    private static bool IsPartOfId(string text, int start, int end) =>
        text[start] is not ('x' or 'X') && (Digits.IsGlued(text, start - 1) || Digits.IsGlued(text, end));

    private static bool IsJoiner(ReadOnlySpan<char> word) => Joiners.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    // "%20", and "%2520" where it was escaped twice.
    private static int EscapeLength(string text, int at)
    {
        var code = at + 1;
        while (text.AsSpan(code).StartsWith("25") && IsHex(text, code + 2) && IsHex(text, code + 3)) code += 2;
        return IsHex(text, code) && IsHex(text, code + 1) ? code + 2 - at : 0;
    }

    private static int EndWithin(string text, int at, char last, int max)
    {
        var length = text.AsSpan(at, Math.Min(max, text.Length - at)).IndexOf(last) + 1;
        return length > 2 && text.AsSpan(at, length).IndexOfAny(' ', '\n') is var blank && (blank < 0 || last == '>') ? length : 0;
    }

    private static bool IsLetterOr(char other, string text, int at) =>
        at < text.Length && (char.IsAsciiLetter(text[at]) || text[at] == other);

    private static bool IsHex(string text, int at) => at < text.Length && char.IsAsciiHexDigit(text[at]);
}
