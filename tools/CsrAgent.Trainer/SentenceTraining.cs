using CsrAgent.Languages;
using CsrAgent.Languages.Features;

namespace CsrAgent.Trainer;

/// <summary>Learns the weights of a <see cref="SentenceModel"/>. Both sides weigh the same together.</summary>
/// <param name="forms">Forms of words are features too.</param>
/// <param name="dropout">
/// The share of features that is left out at each step, so that the model learns to do without any one of them.
/// </param>
/// <param name="passes">How often each example is seen.</param>
internal sealed class SentenceTraining(bool forms, float dropout, int passes)
{
    private const int Rows = 1 << 17;

    public static readonly SentenceTraining OfHumanRequests = new(forms: false, dropout: 0, passes: 6),
        OfActionClaims = new(forms: true, dropout: 0.3f, passes: 12);

    public void Write(IReadOnlyList<SentenceExample> examples, string path)
    {
        using var file = File.Create(path);
        Train(examples).Write(file);
        Console.WriteLine($"{path}: {file.Length:N0} bytes");
    }

    public SentenceModel Train(IReadOnlyList<SentenceExample> examples)
    {
        var settings = new LearnerSettings();
        var table = new FtrlWeights(Rows, settings, settings.TableL1, settings.TableL2);
        var bias = new FtrlWeights(1, settings, 0, 0);
        var lessons = examples.SelectMany(Read).ToArray();
        var share = lessons.Where(lesson => lesson.IsOfKind).Sum(lesson => lesson.Weight) / lessons.Sum(lesson => lesson.Weight);
        var random = new SeededRandom(7);
        for (var pass = 0; pass < passes; pass++)
        {
            random.Shuffle(lessons);
            foreach (var lesson in lessons)
            {
                var sentence = lesson.Sentences.MaxBy(sentence => LogOdds(sentence, table, bias))!;
                Step(Drop(sentence, random), lesson.IsOfKind, table, bias, lesson.Weight * 0.5f / (lesson.IsOfKind ? share : 1 - share));
            }
        }

        var (bytes, scale) = Quantizer.Quantize(table.ToArray());
        return new SentenceModel(bytes, scale, bias[0], forms);
    }

    private static float LogOdds(EncodedSentence sentence, FtrlWeights table, FtrlWeights bias) =>
        bias[0]
        + (SentenceModel.WordShare(sentence.Words.Length) * sentence.Words.Sum(row => table[row]))
        + (SentenceModel.LetterShare(sentence.Letters.Length) * sentence.Letters.Sum(row => table[row]));

    private static void Step(EncodedSentence sentence, bool isOfKind, FtrlWeights table, FtrlWeights bias, float weight)
    {
        var error = ((1 / (1 + MathF.Exp(-LogOdds(sentence, table, bias)))) - (isOfKind ? 1 : 0)) * weight;
        bias.Update(0, error);
        foreach (var row in sentence.Words) table.Update(row, error * SentenceModel.WordShare(sentence.Words.Length));
        foreach (var row in sentence.Letters) table.Update(row, error * SentenceModel.LetterShare(sentence.Letters.Length));
    }

    private EncodedSentence Drop(EncodedSentence sentence, SeededRandom random) =>
        dropout == 0
            ? sentence
            : sentence with
            {
                Words = [.. sentence.Words.Where(_ => random.NextShare() >= dropout)],
                Letters = [.. sentence.Letters.Where(_ => random.NextShare() >= dropout)],
            };

    // In a positive example at least one sentence is of the kind, and the model decides which; in a negative one none is.
    private IEnumerable<Lesson> Read(SentenceExample example)
    {
        var sentences = Encode(example.Text);
        return example.IsOfKind
            ? [new(sentences, true, example.Weight)]
            : sentences.Select(sentence => new Lesson([sentence], false, example.Weight));
    }

    private List<EncodedSentence> Encode(string text)
    {
        var size = FeatureBufferSize.For(text.Length);
        var folded = new char[size.Letters];
        var tokens = new FeatureText(text, folded, new FeatureToken[size.Tokens]).Read();
        var sentences = new List<EncodedSentence>();
        while (!tokens.IsEmpty)
        {
            var sentence = Sentences.First(tokens);
            var features = new SentenceFeatures(
                new FeatureRows(new int[SentenceFeatures.WordRowsOf(size)], Rows - 1),
                new FeatureRows(new int[size.LetterRows], Rows - 1),
                forms
            );
            features.Read(sentence, folded);
            sentences.Add(new(features.WordRows.ToArray(), features.LetterRows.ToArray()));
            tokens = tokens[sentence.Length..];
        }

        return sentences;
    }

    /// <param name="Sentences">Of which one is of the kind, or the only one is not.</param>
    private sealed record Lesson(IReadOnlyList<EncodedSentence> Sentences, bool IsOfKind, float Weight);

    private sealed record EncodedSentence(int[] Words, int[] Letters);
}
