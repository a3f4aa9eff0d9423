using System.Text.RegularExpressions;
using CsrAgent.Languages;

namespace CsrAgent.Trainer;

/// <summary>
/// What the action claim model is trained on: sentences of answers that claim an action, and others, written for this project, and the
/// sentences of the sample articles, none of which claims one.
/// </summary>
internal static partial class ActionClaimCorpus
{
    public const string Articles = "sample articles";

    /// <summary>Each was written by somebody who had not seen the others.</summary>
    public static readonly IReadOnlyList<string> Authored =
    [
        "action-claims.patterns.txt",
        "action-claims.shops-and-travel.txt",
        "action-claims.banks-and-services.txt",
        "action-claims.situations.txt",
        "action-claims.voices.txt",
        "action-claims.german-french.txt",
        "action-claims.german-french-spanish-italian.txt",
        "action-claims.spanish-italian-dutch-portuguese.txt",
        "action-claims.other-languages.txt",
        "action-claims.mixed.txt",
        "action-claims.denials.txt",
        "action-claims.prices-and-limits.txt",
    ];

    public static IReadOnlyList<SentenceExample> Read() =>
        [
            .. Authored.SelectMany(name =>
                TrainerTexts.Lines(name).Select(line => new SentenceExample(line[2..], line[0] == '+', 1) { Source = name })
            ),
            .. TrainerTexts.Articles().SelectMany(SentencesOf).Select(text => new SentenceExample(text, false, 1) { Source = Articles }),
        ];

    private static IEnumerable<string> SentencesOf(string article) =>
        Sentences.Split(Marks().Replace(FrontMatter().Replace(article, ""), "")).Where(sentence => sentence.Contains(' '));

    [GeneratedRegex(@"\A---\n.*?\n---\n", RegexOptions.Singleline)]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"^\s*(?:#+|[-*]|\d+\.)\s+|\*\*|`|\|", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
