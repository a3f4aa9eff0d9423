using System.Globalization;
using CsrAgent.Evals.Reports;
using CsrAgent.Languages;

namespace CsrAgent.Evals.Languages;

/// <summary>How well the language of a few words is detected.</summary>
public sealed class LanguageEvals
{
    private const string None = "?";
    private static readonly LanguageDetector Detector = new();

    [Fact]
    public void Detect_ShortMessages_ReachTheFloors()
    {
        var sentences = EvalSentences.Read("Languages.short-messages.txt");
        var codes = sentences.Select(sentence => sentence.Label).Where(code => code != None).Distinct().ToArray();
        var confusion = new Confusion([.. codes, None]);
        foreach (var (code, text) in sentences)
        {
            // A language that the data does not contain counts as any other mistake.
            var detected = Detector.Detect(text).Code ?? None;
            confusion.Add(code, codes.Contains(detected) || detected == None ? detected : codes.First(other => other != code), text);
        }

        var right = codes.Average(confusion.Recall);
        var silent = codes.Average(code => confusion.Taken(code, None));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\nLanguage of short messages, {codes.Length} languages: accuracy {right:0.000}, undecided {silent:0.000}, nothing read "
                    + $"into names and numbers {confusion.Recall(None):0.000}"
            )
        );
        Console.WriteLine(
            "  "
                + string.Join(
                    "  ",
                    codes
                        .Where(code => confusion.Recall(code) < 1)
                        .Select(code => FormattableString.Invariant($"{code} {confusion.Recall(code):0.00}"))
                )
        );
        Printout.PrintMistakes(confusion.Mistakes);
        Floors.Hold(
            "languages/short-messages",
            confusion,
            ("accuracy", right),
            ("max_wrong", 1 - right - silent),
            ("unsure_of_names", confusion.Recall(None))
        );
    }
}
