using CsrAgent.Privacy.Cards;

namespace CsrAgent.Privacy;

/// <summary>
/// A copy of the text in which everything already redacted is blank, so that scanners neither read it again nor use it as context.
/// </summary>
internal static class RedactionMask
{
    /// <summary>A Unicode noncharacter, which does not occur in text.</summary>
    public const char Blank = '\uFDD0';

    private const string CardMark = "[card:tok_";
    private const int CardMarkLength = 28;
    private static readonly string[] Marks = ["[cvv]", "[ssn]", "[iban]", "[secret]", "[password]", "[email]", "[phone]"];

    /// <summary>Blanks the replacements of an earlier redaction.</summary>
    public static string Of(string text)
    {
        var matches = new List<PiiMatch>();
        for (var at = text.IndexOf('[', StringComparison.Ordinal); at >= 0; at = text.IndexOf('[', at + 1))
        {
            if (MarkAt(text, at) is > 0 and var length) matches.Add(new PiiMatch(PiiType.Secret, at, at + length, ""));
        }
        return Cover(text, matches);
    }

    public static string Cover(string text, List<PiiMatch> matches) =>
        matches.Count == 0
            ? text
            : string.Create(
                text.Length,
                (text, matches),
                static (copy, source) =>
                {
                    source.text.CopyTo(copy);
                    foreach (var match in source.matches) copy[match.Start..match.End].Fill(Blank);
                }
            );

    private static int MarkAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        foreach (var mark in Marks)
        {
            if (rest.StartsWith(mark, StringComparison.Ordinal)) return mark.Length;
        }
        return
            rest.Length >= CardMarkLength
            && rest.StartsWith(CardMark, StringComparison.Ordinal)
            && IsCard(rest[CardMark.Length..CardMarkLength])
            ? CardMarkLength
            : 0;
    }

    // Twelve letters, a blank, the last four or what hides them, the bracket.
    private static bool IsCard(ReadOnlySpan<char> rest) =>
        rest[..12].IndexOfAnyExceptInRange('a', 'z') < 0
        && rest[12] == ' '
        && (rest[13..17].IndexOfAnyExceptInRange('0', '9') < 0 || rest[13..17] is CardTokenizer.Hidden)
        && rest[17] == ']';
}
