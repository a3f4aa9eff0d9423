using CsrAgent.Languages;
using CsrAgent.Languages.Features;
using CsrAgent.Signals;

namespace CsrAgent.Trainer;

/// <summary>Learns the weights of a <see cref="HumanRequestModel"/>. Both sides weigh the same together.</summary>
internal static class HumanRequestTraining
{
    private const int Rows = 1 << 17;
    private const int Passes = 6;

    public static void Write(IReadOnlyList<HumanRequestExample> examples, string path)
    {
        using var file = File.Create(path);
        Train(examples).Write(file);
        Console.WriteLine($"{path}: {file.Length:N0} bytes");
    }

    public static HumanRequestModel Train(IReadOnlyList<HumanRequestExample> examples)
    {
        var settings = new LearnerSettings();
        var table = new FtrlWeights(Rows, settings, settings.TableL1, settings.TableL2);
        var bias = new FtrlWeights(1, settings, 0, 0);
        var sentences = examples.SelectMany(Read).ToArray();
        var share =
            sentences.Where(sentence => sentence.WantsHuman).Sum(sentence => sentence.Weight) / sentences.Sum(sentence => sentence.Weight);
        var random = new SeededRandom(7);
        for (var pass = 0; pass < Passes; pass++)
        {
            random.Shuffle(sentences);
            foreach (var sentence in sentences)
            {
                Step(sentence, table, bias, sentence.Weight * (sentence.WantsHuman ? 0.5f / share : 0.5f / (1 - share)));
            }
        }

        var (bytes, scale) = Quantizer.Quantize(table.ToArray());
        return new HumanRequestModel(bytes, scale, bias[0]);
    }

    private static void Step(EncodedSentence example, FtrlWeights table, FtrlWeights bias, float weight)
    {
        var (wordShare, letterShare) = (
            HumanRequestModel.WordShare(example.Words.Length),
            HumanRequestModel.LetterShare(example.Letters.Length)
        );
        var logit = bias[0] + (wordShare * example.Words.Sum(row => table[row])) + (letterShare * example.Letters.Sum(row => table[row]));
        var error = ((1 / (1 + MathF.Exp(-logit))) - (example.WantsHuman ? 1 : 0)) * weight;
        bias.Update(0, error);
        foreach (var row in example.Words) table.Update(row, error * wordShare);
        foreach (var row in example.Letters) table.Update(row, error * letterShare);
    }

    // A positive example is one sentence, or nearly; in a negative one no sentence asks for a person.
    private static List<EncodedSentence> Read(HumanRequestExample example)
    {
        var size = FeatureBufferSize.For(example.Text.Length);
        var folded = new char[size.Letters];
        var tokens = new FeatureText(example.Text, folded, new FeatureToken[size.Tokens]).Read();
        var sentences = new List<EncodedSentence>();
        while (!tokens.IsEmpty)
        {
            var sentence = example.WantsHuman ? tokens : Sentences.First(tokens);
            var features = new HumanRequestFeatures(
                new FeatureRows(new int[HumanRequestFeatures.WordRowsOf(size)], Rows - 1),
                new FeatureRows(new int[size.LetterRows], Rows - 1)
            );
            features.Read(sentence, folded);
            sentences.Add(new(features.WordRows.ToArray(), features.LetterRows.ToArray(), example.WantsHuman, example.Weight));
            tokens = tokens[sentence.Length..];
        }

        return sentences;
    }

    private sealed record EncodedSentence(int[] Words, int[] Letters, bool WantsHuman, float Weight);
}
