using System.Text.RegularExpressions;
using CsrAgent.Languages;
using CsrAgent.Signals;

namespace CsrAgent.Trainer;

/// <summary>
/// What the human request model is trained on: requests and messages without one, written for this project and from real customers.
/// </summary>
internal static partial class HumanRequestCorpus
{
    private const string English = "human-requests.grammar.txt";
    private const string Languages = "human-requests.languages.grammar.txt";
    private static readonly string[] Others = ["service.txt", "general.txt"];

    /// <summary>Whole messages, each by somebody who had not seen the others.</summary>
    public static readonly IReadOnlyList<string> Messages =
    [
        "human-requests.banks-and-services.txt",
        "human-requests.travel-and-shops.txt",
        "human-requests.ten-customers.txt",
        "human-requests.long-messages.txt",
        "human-requests.short-messages.txt",
        "human-requests.plain-languages.txt",
    ];
    private static readonly string[] OtherGrammars =
    [
        "service.grammar.txt",
        "chats.grammar.txt",
        "polite.grammar.txt",
        "general.grammar.txt",
    ];

    /// <summary>How much a message of the patterns that only sounds like a request counts more than any other without one.</summary>
    private const float LookalikeWeight = 3;

    /// <summary>
    /// How much a message without a request in a language other than English counts more: they are few beside the requests.
    /// </summary>
    private const float LanguagesWeight = 5;

    /// <summary>How much a real request counts: they are few.</summary>
    private const float RealRequestWeight = 8;

    /// <summary>How much a message of <see cref="Messages"/> counts: they are few beside the patterns.</summary>
    private const float MessageWeight = 4;

    /// <summary>How much a word or two out of a message without a request count by themselves: "hotel", "since yesterday".</summary>
    private const float FragmentWeight = 1;
    private const int FragmentsEvery = 3;

    /// <summary>How much a request in a language other than English counts: the real messages without one are all English.</summary>
    private const float LanguageRequestWeight = 4;

    private static readonly (string Long, string Short)[] ShortForms =
    [
        (" to ", " 2 "),
        (" you ", " u "),
        (" your ", " ur "),
        (" please ", " plz "),
        (" with ", " w/ "),
        (" would ", " wld "),
        (" could ", " cld "),
        (" talk ", " tlk "),
        (" people ", " ppl "),
        (" someone ", " sum1 "),
        (" are ", " r "),
        (" for ", " 4 "),
        (" because ", " cuz "),
        (" want to ", " wanna "),
        (" going to ", " gonna "),
        (" que ", " q "),
        (" por favor ", " pf "),
        (" customer service ", " cs "),
        (" need ", " nd "),
        (" speak ", " spk "),
        (" thanks ", " thx "),
    ];

    public static IReadOnlyList<SentenceExample> Read(string goEmotions, string intents)
    {
        var random = new SeededRandom(11);
        var patterns = Grammar
            .Read(English)
            .Select(made => new SentenceExample(made.Text, made.Marks[0] == '+', made.Marks[0] == '+' ? 1 : LookalikeWeight))
            .Concat(
                Grammar
                    .Read(Languages)
                    .Select(made => new SentenceExample(
                        made.Text,
                        made.Marks[0] == '+',
                        made.Marks[0] == '+' ? LanguageRequestWeight : LookalikeWeight
                    ))
            )
            .ToList();
        var others = Others
            .SelectMany(TrainerTexts.Lines)
            .Select(line => line[3..])
            .Concat(OtherGrammars.SelectMany(Grammar.Read).Select(made => made.Text))
            .Concat(GoEmotions.Read(goEmotions, "train", 1).Select(example => example.Text))
            .Where(text => !People().IsMatch(text))
            .Select(text => new SentenceExample(text, false, 1))
            .Concat(
                TrainerTexts
                    .Lines("languages.txt")
                    .Select(line => line[3..])
                    .Where(text => !People().IsMatch(text))
                    .Select(text => new SentenceExample(text, false, LanguagesWeight))
            );
        var real = ReadUtterances(intents).ToList();
        return
        [
            .. real,
            .. real.Where(utterance => !utterance.IsOfKind).SelectMany((utterance, at) => FragmentsOf(utterance, at)),
            .. patterns,
            .. Some(patterns, random).Select(made => made with { Text = Misspell(made.Text, random) }),
            .. Some(patterns, random).Select(made => made with { Text = Shorten(made.Text) }),
            .. others,
            .. Messages.SelectMany(name =>
                TrainerTexts
                    .Lines(name)
                    .Select(line => new SentenceExample(line[2..], line[0] == '+', MessageWeight) { Source = name })
            ),
        ];
    }

    // Some utterances of corpora without this intent do ask for a person; what the patterns take for a request teaches nothing.
    private static IEnumerable<SentenceExample> ReadUtterances(string intents)
    {
        var detector = HumanRequestPatterns.FromResource();
        return IntentUtterances
            .Read(intents)
            .Where(utterance => utterance.IsOfKind || !detector.Read(Words.Of(utterance.Text)).Asked)
            .Select(utterance => utterance.IsOfKind ? utterance with { Weight = RealRequestWeight } : utterance);
    }

    // Customers also write single words, which the model must not mistake for the end of a request.
    private static IEnumerable<SentenceExample> FragmentsOf(SentenceExample utterance, int at)
    {
        var words = utterance.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (at % FragmentsEvery != 0 || words.Length < 3) yield break;
        var start = at / FragmentsEvery % (words.Length - 1);
        foreach (var fragment in (string[])[words[start], $"{words[start]} {words[start + 1]}"])
        {
            if (!People().IsMatch(fragment))
            {
                yield return utterance with
                {
                    Text = fragment.Trim('?', '.', ',', '!'),
                    Weight = FragmentWeight,
                    IsDerived = true,
                };
            }
        }
    }

    private static IEnumerable<SentenceExample> Some(IEnumerable<SentenceExample> examples, SeededRandom random) =>
        examples.Where(_ => random.Next(4) == 0);

    // As it is typed on a telephone.
    private static string Shorten(string text) =>
        ShortForms
            .Aggregate(" " + text + " ", (shorter, form) => shorter.Replace(form.Long, form.Short, StringComparison.OrdinalIgnoreCase))
            .Trim();

    // A letter is left out, doubled, or changes its place with the next.
    private static string Misspell(string text, SeededRandom random)
    {
        if (text.Length < 6) return text;
        var at = 1 + random.Next(text.Length - 3);
        return random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            _ => text[..at] + text[at + 1] + text[at] + text[(at + 2)..],
        };
    }

    // Where people are spoken of, the mood's marks do not tell whether one is asked for.
    [GeneratedRegex(
        "person|human|agent|manager|\\brep\\b|representative|operator|superv|boss|someone|somebody|anyone|anybody|"
            + "speak|\\btalk|\\bcall|employee|"
            + "escalat|mensch|mitarbeiter|chef|anwalt|sprechen|reden|hablar|jefe|agente|parler|quelqu|falar|"
            + "parlare|capo|baas|spreken|rozmawiać|szef|müdür|начальник|"
            + "говорить|prata|tale med|snakke",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex People();
}
