using System.Security.Cryptography;
using System.Text;
using CsrAgent.Privacy.Cards;

namespace CsrAgent.Privacy;

/// <summary>
/// Takes payment cards, card codes, social security numbers, IBANs, keys and passwords out of a text before it is stored, logged or sent
/// anywhere. Pure, linear in the text, safe to use from many threads; redacting twice changes nothing more.
/// </summary>
/// <param name="key">The secret for card tokens, 16 bytes or more: under the same key, the same card gets the same token.</param>
public sealed class Redactor(byte[] key)
{
    // A finding can be context for another: "123 is my cvv 456". Only a contrived text needs a third pass.
    private const int MaxLooks = 8;

    private const int MaxTail = 200;
    private const int Near = 60;
    private const int LastDigits = 4;

    private readonly CardScanner _cards = new(new CardTokenizer(key));

    internal delegate void Scanner(string text, List<PiiMatch> found);

    public Redaction Redact(string text) => Run(text, Scan);

    /// <summary>
    /// Redacts a text that is read right behind others: a number that begins in them ("4111 1111", then "1111 1111 thanks") is taken out of
    /// this one, and without its last four digits, since its first ones stay where they are.
    /// </summary>
    /// <param name="earlier">What is read before it, oldest first; redacted or not.</param>
    /// <param name="text">Any text.</param>
    public Redaction RedactNext(IReadOnlyList<string> earlier, string text)
    {
        var matches = new List<PiiMatch>();
        var alone = Find(RedactionMask.Of(text), Scan);
        // What was said in between ("hold on") does not part a number.
        var parts = earlier.Where(HasDigits).Select(Tail).ToList();
        if (parts.Count > 0 && CanContinue(text))
        {
            var rest = RedactionMask.Cover(text, alone);
            AddContinued(Joined(parts), rest, 0, matches);
            if (FirstOfLastFour(rest) is > 0 and var digits) AddContinued(Joined(parts), rest, digits, matches);
            foreach (var fewer in EarlierParts.WithoutOthers(parts))
            {
                if (matches.Count > 0) break;
                AddContinued(Joined(fewer), rest, 0, matches, EarlierParts.AreOneCard);
            }

            if (matches.Count == 0) AddParted(parts, rest, matches);
        }

        return Apply(text, [.. alone, .. matches]);
    }

    /// <summary>Finds what begins in the messages before and goes on in a text.</summary>
    /// <param name="from">Where the text is read from.</param>
    /// <param name="isBelieved">Of the words that a match covers; null for any.</param>
    private void AddContinued(string before, string text, int from, List<PiiMatch> matches, Predicate<string>? isBelieved = null)
    {
        var all = before + text[from..];
        foreach (var match in Find(RedactionMask.Of(all), Scan))
        {
            if (match.End <= before.Length || match.Type is PiiType.Password or PiiType.Secret) continue;
            if (isBelieved is not null && !(match.Type == PiiType.Card && isBelieved(all[match.Start..match.End]))) continue;
            var starts = match.Start < before.Length;
            if (from > 0 && !starts) continue;
            matches.Add(
                new PiiMatch(
                    match.Type,
                    starts ? from : match.Start - before.Length,
                    match.End - before.Length + from,
                    starts ? CardTokenizer.HideLastDigits(match.Replacement) : match.Replacement
                )
            );
        }
    }

    private void AddParted(List<string> parts, string text, List<PiiMatch> matches)
    {
        var earlier = parts.Select(part => EarlierParts.WithoutDates(RedactionMask.Of(part))).Where(HasDigits).ToList();
        if (CardInParts.Find(earlier, EarlierParts.WithoutDates(text)) is not { } card) return;
        matches.Add(new PiiMatch(PiiType.Card, card.Start, card.End, CardTokenizer.HideLastDigits(_cards.Replace(card.Digits))));
    }

    private static string Joined(IEnumerable<string> parts) => string.Join('\n', parts) + "\n";

    /// <summary>"And the last four are 1111": where those four begin; -1 if the text does not begin like that.</summary>
    private static int FirstOfLastFour(string text)
    {
        var at = text.AsSpan(0, Math.Min(text.Length, Near)).IndexOfAnyInRange('0', '9');
        if (at < 0) return -1;
        var length = 0;
        while (at + length < text.Length && char.IsAsciiDigit(text[at + length])) length++;
        return length == LastDigits ? at : -1;
    }

    private static bool HasDigits(string text) => Digits.Any(text) || DigitWords.Any(text);

    /// <summary>True where a number could go on that began in a message before: one stands near the beginning.</summary>
    public static bool CanContinue(string text)
    {
        var head = text.Length <= Near ? text : text[..Near];
        return Digits.Any(head) || DigitWords.Any(head);
    }

    /// <summary>Recognises the same text again, whatever came before it; keyed, since the text may hold half of a card number.</summary>
    public string Fingerprint(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("fingerprint\n" + Redact(text).Text)).AsSpan(0, 16));

    private static string Tail(string text) => text.Length <= MaxTail ? text : text[^MaxTail..];

    /// <summary>True for an id or name that must not be stored as it is.</summary>
    public bool HasCard(string text) => Redact(text).Findings.Any(finding => finding.Type == PiiType.Card);

    internal static Redaction Run(string text, Scanner scan)
    {
        return Apply(text, Find(RedactionMask.Of(text), scan));
    }

    private static List<PiiMatch> Find(string mask, Scanner scan)
    {
        var matches = new List<PiiMatch>();
        for (var look = 0; look < MaxLooks; look++)
        {
            var before = matches.Count;
            scan(mask, matches);
            if (matches.Count == before) break;
            mask = RedactionMask.Cover(mask, matches);
        }

        return matches;
    }

    internal void Scan(string text, List<PiiMatch> matches)
    {
        SecretScanner.Scan(text, matches);
        ContextScanner.Scan(text, matches);
        if (!Digits.Any(text) && !DigitWords.Any(text)) return;
        var words = new NumberWords(text);
        IbanScanner.Scan(text, matches);
        SsnScanner.Scan(text, words, matches);
        _cards.Scan(text, words, matches);
    }

    private static Redaction Apply(string text, List<PiiMatch> matches)
    {
        if (matches.Count == 0) return new Redaction(text, []);
        var result = new StringBuilder(text.Length);
        var findings = new List<PiiFinding>(matches.Count);
        var copied = 0;
        foreach (var find in PiiMatch.Settle(matches))
        {
            result.Append(text, copied, find.Start - copied).Append(find.Replacement);
            findings.Add(new PiiFinding(find.Type, find.Start, find.End - find.Start));
            copied = find.End;
        }

        return new Redaction(result.Append(text, copied, text.Length - copied).ToString(), findings);
    }
}
