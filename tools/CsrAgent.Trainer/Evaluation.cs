using System.Text;
using CsrAgent.Sentiment;

namespace CsrAgent.Trainer;

/// <summary>Judges the training of moods by what it has not seen.</summary>
internal static class Evaluation
{
    // Example.Label: negative, neutral, positive.
    private static readonly SentimentLabel[] Labels = [SentimentLabel.Negative, SentimentLabel.Neutral, SentimentLabel.Positive];

    public static string Render(IReadOnlyList<EncodedExample> examples, string goEmotions, LearnerSettings settings)
    {
        var models = Enumerable
            .Range(0, AuthoredExamples.Folds)
            .AsParallel()
            .AsOrdered()
            .Select(fold => new SentimentAnalyzer(Training.Of(examples.Where(example => example.Example.Fold != fold), settings)))
            .ToList();
        var page = new StringBuilder();
        foreach (
            var source in examples.Select(example => example.Example).Where(example => example.Fold >= 0).GroupBy(example => example.Source)
        )
        {
            page.AppendLine(Judge(source.Key, source, example => models[example.Fold]));
        }
        foreach (var part in (string[])["dev", "test"])
        {
            page.AppendLine(Judge("GoEmotions " + part, GoEmotions.Read(goEmotions, part, 1), _ => models[0]));
        }
        return page.ToString();
    }

    private static string Judge(string title, IEnumerable<Example> examples, Func<Example, SentimentAnalyzer> modelOf)
    {
        var (moods, emotions) = (new Scores<SentimentLabel>(), new Scores<Emotion>());
        foreach (var example in examples)
        {
            var predicted = modelOf(example).Analyze(example.Text);
            moods.Add(Labels[example.Label], predicted.Sentiment);
            if (example.Emotion is { } emotion) emotions.Add(emotion, predicted.Emotion);
        }

        return moods.Render(title + ", moods") + emotions.Render(title + ", emotions");
    }
}
