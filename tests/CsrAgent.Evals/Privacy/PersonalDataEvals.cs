using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Evals.Reports;
using CsrAgent.Privacy;

namespace CsrAgent.Evals.Privacy;

/// <summary>How much personal data is found in texts that are older than the rules, and how many look-alikes are taken for cards.</summary>
public sealed partial class PersonalDataEvals
{
    private const int Rounds = 10;

    private static readonly string[] Emails =
    [
        "jo.li+shop@example.com",
        "maría@ejemplo.es",
        "用户@例子.中国",
        "o'neil@mail.example.ie",
        "a_b-c@sub.example.co.uk",
        "max (at) example (dot) de",
        "sam at example dot org",
    ];

    private static readonly string[] Ibans =
    [
        "DE89370400440532013000",
        "GB82WEST12345698765432",
        "FR1420041010050500013M02606",
        "NL91ABNA0417164300",
        "ES9121000418450200051332",
        "CH9300762011623852957",
        "NO9386011117947",
        "MT84MALT011000012345MTLCAST001S",
        "PL61109010140000071219812874",
        "SA0380000000608010167519",
    ];

    private static readonly LogMask Mask = new(new Redactor([.. Enumerable.Range(1, 32).Select(i => (byte)i)]));

    [Fact]
    public void Redact_HeldOutTexts_ReachTheFloors()
    {
        var random = new Random(20_261_128);
        var cards = new SpeltCards(random);
        var results = new List<(string Label, bool Found, string Text)>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (label, line) in EvalSentences.Read("Privacy.held-out.txt"))
            {
                var text = Fill(line, cards, random);
                results.Add((label, Is(label, text), text));
            }
        }

        var figures = results
            .GroupBy(r => r.Label)
            .Select(group => (Name: group.Key == "none" ? "max_false_cards" : group.Key, Share: group.Average(r => r.Found ? 1.0 : 0)))
            .ToArray();
        var mistakes = results
            .Where(result => result.Found == (result.Label == "none"))
            .Select(result => new Mistake(result.Text, result.Label, result.Found ? "a card" : "not found"))
            .ToArray();
        Printout.Print($"Personal data, {results.Count} held-out texts", figures);
        Printout.PrintMistakes(mistakes);
        Floors.Hold("privacy/held-out", results.Count, mistakes, figures);
    }

    // A card is found when no more than its last four digits are left of it; anything else when something of its kind is masked.
    private static bool Is(string label, string text)
    {
        var redaction = Mask.Redact(text);
        var types = redaction.Findings.Select(finding => finding.Type).ToHashSet();
        return label switch
        {
            "card" => types.Contains(PiiType.Card) && !HasLongNumber(redaction.Text),
            "none" => types.Contains(PiiType.Card),
            _ => types.Contains(Enum.Parse<PiiType>(label, ignoreCase: true)),
        };
    }

    private static bool HasLongNumber(string text) =>
        LongNumberPattern().IsMatch(string.Concat(text.EnumerateRunes().Select(Digit))) || text.Contains("three", StringComparison.Ordinal);

    private static string Digit(Rune rune) =>
        Rune.GetNumericValue(rune) is >= 0 and <= 9 and var value ? ((int)value).ToString(CultureInfo.InvariantCulture) : " ";

    private static string Fill(string line, SpeltCards cards, Random random) =>
        PlaceholderPattern()
            .Replace(
                line,
                match =>
                    match.Value switch
                    {
                        "#" => random.Next(10).ToString(CultureInfo.InvariantCulture),
                        "{card}" => cards.Next(),
                        "{luhn}" => cards.NextOfAnyPrefix(),
                        "{luhn15}" => cards.Complete("35", 15),
                        "{email}" => Emails[random.Next(Emails.Length)],
                        "{iban}" => Spell(Ibans[random.Next(Ibans.Length)], random),
                        "{ssn}" => SpellSsn(random),
                        _ => match.Value,
                    }
            );

    private static string Spell(string iban, Random random) =>
        random.Next(4) switch
        {
            0 => iban,
            1 => iban.ToLowerInvariant(),
            2 => string.Join(' ', iban.Chunk(4).Select(chunk => new string(chunk))),
            _ => string.Join('-', iban.Chunk(4).Select(chunk => new string(chunk))),
        };

    private static string SpellSsn(Random random)
    {
        var (area, group, serial) = (random.Next(100, 660), random.Next(10, 100), random.Next(1000, 10_000));
        var separator = new[] { "-", " ", ".", "", "\u2013", " - " }[random.Next(6)];
        var text = string.Create(CultureInfo.InvariantCulture, $"{area}{separator}{group}{separator}{serial}");
        return random.Next(4) > 0 ? text : string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '\uFF10') : c));
    }

    [GeneratedRegex(@"#|\{(card|luhn15|luhn|email|iban|ssn)\}")]
    private static partial Regex PlaceholderPattern();

    [GeneratedRegex(@"\d( *\d){11,}")]
    private static partial Regex LongNumberPattern();
}
