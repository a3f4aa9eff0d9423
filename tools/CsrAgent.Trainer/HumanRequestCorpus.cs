using System.Text.RegularExpressions;

namespace CsrAgent.Trainer;

/// <summary>
/// What the human request model learns from: patterns, and as messages without such a request those that moods are learned from.
/// </summary>
internal static partial class HumanRequestCorpus
{
    private static readonly string[] Grammars = ["human-requests.grammar.txt", "human-requests.languages.grammar.txt"];
    private static readonly string[] Others = ["service.txt", "general.txt"];
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

    public static IReadOnlyList<HumanRequestExample> Read(string goEmotions)
    {
        var random = new SeededRandom(11);
        var patterns = Grammars
            .SelectMany(Grammar.Read)
            .Select(made => new HumanRequestExample(made.Text, made.Marks[0] == '+', made.Marks[0] == '+' ? 1 : LookalikeWeight))
            .ToList();
        var others = Others
            .SelectMany(TrainerTexts.Lines)
            .Select(line => line[3..])
            .Concat(OtherGrammars.SelectMany(Grammar.Read).Select(made => made.Text))
            .Concat(GoEmotions.Read(goEmotions, "train", 1).Select(example => example.Text))
            .Where(text => !People().IsMatch(text))
            .Select(text => new HumanRequestExample(text, false, 1))
            .Concat(
                TrainerTexts
                    .Lines("languages.txt")
                    .Select(line => line[3..])
                    .Where(text => !People().IsMatch(text))
                    .Select(text => new HumanRequestExample(text, false, LanguagesWeight))
            );
        return
        [
            .. patterns,
            .. Some(patterns, random).Select(made => made with { Text = Misspell(made.Text, random) }),
            .. Some(patterns, random).Select(made => made with { Text = Shorten(made.Text) }),
            .. others,
        ];
    }

    private static IEnumerable<HumanRequestExample> Some(IEnumerable<HumanRequestExample> examples, SeededRandom random) =>
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
