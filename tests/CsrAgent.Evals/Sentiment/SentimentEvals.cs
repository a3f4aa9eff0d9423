using CsrAgent.Evals.Reports;
using CsrAgent.Sentiment;

namespace CsrAgent.Evals.Sentiment;

/// <summary>How well moods are read in messages that the model was not trained on.</summary>
public sealed class SentimentEvals
{
    private static readonly SentimentAnalyzer Analyzer = new();

    [Theory]
    [InlineData("general-tweets")]
    [InlineData("service-tweets")]
    [InlineData("polite-complaints")]
    [InlineData("chats")]
    [InlineData("other-languages")]
    public void Analyze_HeldBackMessages_ReachTheFloors(string file)
    {
        var confusion = new Confusion("negative", "neutral", "positive");
        foreach (var (label, text) in EvalSentences.Read($"Sentiment.{file}.txt"))
        {
            confusion.Add(
                label switch
                {
                    "-" => "negative",
                    "0" => "neutral",
                    _ => "positive",
                },
                NameOf(Analyzer.Analyze(text).Sentiment),
                text
            );
        }
        Printout.Print("Sentiment, " + file, confusion);
        Floors.Hold(
            "sentiment/" + file,
            confusion,
            (
                "macro_recall",
                file == "polite-complaints" ? (confusion.Recall("negative") + confusion.Recall("neutral")) / 2 : confusion.MacroRecall
            ),
            ("negative_recall", confusion.Recall("negative")),
            ("max_neutral_called_negative", confusion.Taken("neutral", "negative"))
        );
    }

    private static string NameOf(SentimentLabel label) =>
        label switch
        {
            SentimentLabel.Negative => "negative",
            SentimentLabel.Positive => "positive",
            _ => "neutral",
        };
}
