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

    private readonly CardScanner _cards = new(new CardTokenizer(key));

    internal delegate void Scanner(string text, List<PiiMatch> found);

    public Redaction Redact(string text) => Run(text, Scan);

    internal static Redaction Run(string text, Scanner scan)
    {
        var matches = new List<PiiMatch>();
        var mask = RedactionMask.Of(text);
        for (var look = 0; look < MaxLooks; look++)
        {
            var before = matches.Count;
            scan(mask, matches);
            if (matches.Count == before) break;
            mask = RedactionMask.Cover(mask, matches);
        }

        return Apply(text, matches);
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
