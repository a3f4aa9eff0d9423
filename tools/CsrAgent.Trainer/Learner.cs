using CsrAgent.Sentiment;

namespace CsrAgent.Trainer;

/// <summary>Learns the weights of a <see cref="MoodModel"/>.</summary>
internal sealed class Learner(LearnerSettings settings)
{
    private const int Outputs = MoodModel.Outputs;
    private readonly FtrlWeights _table = new(settings.Rows * Outputs, settings, settings.TableL1, settings.TableL2);
    private readonly FtrlWeights _signs = new(MoodSigns.Count * Outputs, settings, settings.SignL1, settings.SignL2);
    private readonly float[] _logits = new float[Outputs];
    private readonly float[] _errors = new float[Outputs];

    public void Train(IReadOnlyList<EncodedExample> examples)
    {
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new SeededRandom(7);
        for (var pass = 0; pass < settings.Passes; pass++)
        {
            random.Shuffle(order);
            foreach (var index in order) Step(examples[index], random);
        }
    }

    public MoodModel ToModel(ValenceTable valence)
    {
        var signs = _signs.ToArray();
        signs[(MoodSigns.Constant * Outputs) + 0] += settings.NegativeBias;
        signs[(MoodSigns.Constant * Outputs) + 2] += settings.PositiveBias;
        return Quantizer.Quantize(_table.ToArray(), signs, valence);
    }

    private void Step(EncodedExample example, SeededRandom random)
    {
        var (wordShare, letterShare) = (MoodModel.WordShare(example.Words.Length), MoodModel.LetterShare(example.Letters.Length));
        // Some examples without their words: the model must not lean on words alone, which every trade has others of.
        var blind = random.NextShare() < settings.Blindness;
        var (words, letters) = blind ? ([], []) : (example.Words, example.Letters);
        Array.Clear(_logits);
        AddRows(words, wordShare);
        AddRows(letters, letterShare);
        foreach (var (sign, value) in example.Signs)
        {
            for (var output = 0; output < Outputs; output++) _logits[output] += value * _signs[(sign * Outputs) + output];
        }
        Targets.Errors(example.Example, _logits, _errors);
        UpdateRows(words, wordShare);
        UpdateRows(letters, letterShare);
        foreach (var (sign, value) in example.Signs)
        {
            for (var output = 0; output < Outputs; output++) _signs.Update((sign * Outputs) + output, _errors[output] * value);
        }
    }

    private void AddRows(ReadOnlySpan<int> rows, float share)
    {
        foreach (var row in rows)
        {
            for (var output = 0; output < Outputs; output++) _logits[output] += share * _table[(row * Outputs) + output];
        }
    }

    private void UpdateRows(ReadOnlySpan<int> rows, float share)
    {
        foreach (var row in rows)
        {
            for (var output = 0; output < Outputs; output++)
            {
                if (_errors[output] != 0) _table.Update((row * Outputs) + output, _errors[output] * share);
            }
        }
    }
}
