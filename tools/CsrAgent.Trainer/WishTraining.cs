using CsrAgent.Escalation;
using CsrAgent.Languages.Features;

namespace CsrAgent.Trainer;

/// <summary>Learns the weights of a <see cref="HumanRequestModel"/>. Both sides weigh the same together.</summary>
internal static class WishTraining
{
    private const int Rows = 1 << 17;
    private const int Passes = 6;

    public static void Write(IReadOnlyList<WishExample> examples, string path)
    {
        using var file = File.Create(path);
        Train(examples).Write(file);
        Console.WriteLine($"{path}: {file.Length:N0} bytes");
    }

    private static HumanRequestModel Train(IReadOnlyList<WishExample> examples)
    {
        var settings = new LearnerSettings();
        var table = new FtrlWeights(Rows, settings, settings.TableL1, settings.TableL2);
        var bias = new FtrlWeights(1, settings, 0, 0);
        var readings = examples.SelectMany(Read).ToArray();
        var share = readings.Where(reading => reading.Wish).Sum(reading => reading.Weight) / readings.Sum(reading => reading.Weight);
        var dice = new Dice(7);
        for (var pass = 0; pass < Passes; pass++)
        {
            dice.Shuffle(readings);
            foreach (var reading in readings)
                Step(reading, table, bias, reading.Weight * (reading.Wish ? 0.5f / share : 0.5f / (1 - share)));
        }

        var (bytes, scale) = Quantizer.Quantize(table.ToArray());
        return new HumanRequestModel(bytes, scale, bias[0]);
    }

    private static void Step(WishReading reading, FtrlWeights table, FtrlWeights bias, float weight)
    {
        var (wordShare, letterShare) = (HumanRequestModel.WordShare(reading.Words.Length), HumanRequestModel.LetterShare(reading.Letters.Length));
        var logit = bias[0] + (wordShare * reading.Words.Sum(row => table[row])) + (letterShare * reading.Letters.Sum(row => table[row]));
        var error = ((1 / (1 + MathF.Exp(-logit))) - (reading.Wish ? 1 : 0)) * weight;
        bias.Update(0, error);
        foreach (var row in reading.Words)
            table.Update(row, error * wordShare);
        foreach (var row in reading.Letters)
            table.Update(row, error * letterShare);
    }

    // A pattern with a wish is one sentence or nearly; of one without, no sentence has one.
    private static List<WishReading> Read(WishExample example)
    {
        var room = FeatureRoom.For(example.Text.Length);
        var folded = new char[room.Letters];
        var tokens = new FeatureText(example.Text, folded, new FeatureToken[room.Tokens]).Read();
        var readings = new List<WishReading>();
        while (!tokens.IsEmpty)
        {
            var sentence = example.Wish ? tokens : HumanRequestModel.FirstSentence(tokens);
            var features = new HumanRequestFeatures(new FeatureRows(new int[HumanRequestFeatures.WordRowsOf(room)], Rows - 1), new FeatureRows(new int[room.LetterRows], Rows - 1));
            features.Read(sentence, folded);
            readings.Add(new(features.WordRows.ToArray(), features.LetterRows.ToArray(), example.Wish, example.Weight));
            tokens = tokens[sentence.Length..];
        }

        return readings;
    }

    private sealed record WishReading(int[] Words, int[] Letters, bool Wish, float Weight);
}
