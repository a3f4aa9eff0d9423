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
        var sentences = examples.SelectMany(Read).ToArray();
        var share =
            sentences.Where(sentence => sentence.IsOfKind).Sum(sentence => sentence.Weight) / sentences.Sum(sentence => sentence.Weight);
        var random = new SeededRandom(7);
        for (var pass = 0; pass < passes; pass++)
        {
            random.Shuffle(sentences);
            foreach (var sentence in sentences)
            {
                Step(Drop(sentence, random), table, bias, sentence.Weight * (sentence.IsOfKind ? 0.5f / share : 0.5f / (1 - share)));
            }
        }

        var (bytes, scale) = Quantizer.Quantize(table.ToArray());
        return new SentenceModel(bytes, scale, bias[0], forms);
    }

    private static void Step(EncodedSentence example, FtrlWeights table, FtrlWeights bias, float weight)
    {
        var (wordShare, letterShare) = (
            SentenceModel.WordShare(example.Words.Length),
            SentenceModel.LetterShare(example.Letters.Length)
        );
        var logit = bias[0] + (wordShare * example.Words.Sum(row => table[row])) + (letterShare * example.Letters.Sum(row => table[row]));
        var error = ((1 / (1 + MathF.Exp(-logit))) - (example.IsOfKind ? 1 : 0)) * weight;
        bias.Update(0, error);
        foreach (var row in example.Words) table.Update(row, error * wordShare);
        foreach (var row in example.Letters) table.Update(row, error * letterShare);
    }

    private EncodedSentence Drop(EncodedSentence sentence, SeededRandom random) =>
        dropout == 0
            ? sentence
            : sentence with
            {
                Words = [.. sentence.Words.Where(_ => random.NextShare() >= dropout)],
                Letters = [.. sentence.Letters.Where(_ => random.NextShare() >= dropout)],
            };

    // A positive example is one sentence, or nearly; in a negative one no sentence is of the kind.
    private List<EncodedSentence> Read(SentenceExample example)
    {
        var size = FeatureBufferSize.For(example.Text.Length);
        var folded = new char[size.Letters];
        var tokens = new FeatureText(example.Text, folded, new FeatureToken[size.Tokens]).Read();
        var sentences = new List<EncodedSentence>();
        while (!tokens.IsEmpty)
        {
            var sentence = example.IsOfKind ? tokens : Sentences.First(tokens);
            var features = new SentenceFeatures(
                new FeatureRows(new int[SentenceFeatures.WordRowsOf(size)], Rows - 1),
                new FeatureRows(new int[size.LetterRows], Rows - 1),
                forms
            );
            features.Read(sentence, folded);
            sentences.Add(new(features.WordRows.ToArray(), features.LetterRows.ToArray(), example.IsOfKind, example.Weight));
            tokens = tokens[sentence.Length..];
        }

        return sentences;
    }

    private sealed record EncodedSentence(int[] Words, int[] Letters, bool IsOfKind, float Weight);
}
