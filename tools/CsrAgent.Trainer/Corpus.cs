namespace CsrAgent.Trainer;

/// <summary>
/// All that the model learns from, as it sees it. In each source the moods weigh the same together, however many examples each has: the
/// figure that counts is the mean of the recalls, and nobody's share of complaints is anybody else's.
/// </summary>
internal static class Corpus
{
    private static readonly string[] Handwritten = ["service.txt", "general.txt", "languages.txt"];
    private static readonly string[] Grammars = ["service.grammar.txt", "chats.grammar.txt", "polite.grammar.txt", "general.grammar.txt"];

    public static IReadOnlyList<EncodedExample> Read(string goEmotions, LearnerSettings settings)
    {
        var sources = Handwritten
            .Select(name => AuthoredExamples.Read(name, settings.HandwrittenWeight))
            .Concat(
                Grammars.Select(name =>
                    Grammar.Read(name).Select(made => AuthoredExamples.Of(made.Marks, made.Text, settings.GrammarWeight, name, -1))
                )
            )
            .Append(GoEmotions.Read(goEmotions, "train", settings.GoEmotionsWeight));
        var valence = Valence.Read();
        return [.. sources.SelectMany(Balance).Select(example => EncodedExample.Of(example, valence, settings.Rows - 1))];
    }

    private static IEnumerable<Example> Balance(IEnumerable<Example> source)
    {
        var examples = source.ToList();
        var shares = Enumerable.Range(0, 3).Select(mood => examples.Average(example => example.Moods[mood])).ToArray();
        return examples.Select(example =>
            example with
            {
                Weight = example.Weight * example.Moods.Zip(shares, (mood, share) => mood / (3 * share)).Sum(),
            }
        );
    }
}
