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

    public void Train(IReadOnlyList<Reading> readings)
    {
        var order = Enumerable.Range(0, readings.Count).ToArray();
        var dice = new Dice(7);
        for (var pass = 0; pass < settings.Passes; pass++)
        {
            dice.Shuffle(order);
            foreach (var index in order)
                Step(readings[index], dice);
        }
    }

    public MoodModel ToModel(ValenceTable valence)
    {
        var signs = _signs.ToArray();
        signs[(MoodSigns.Constant * Outputs) + 0] += settings.NegativeBias;
        signs[(MoodSigns.Constant * Outputs) + 2] += settings.PositiveBias;
        return Quantizer.Quantize(_table.ToArray(), signs, valence);
    }

    private void Step(Reading reading, Dice dice)
    {
        var (wordShare, letterShare) = (MoodModel.WordShare(reading.Words.Length), MoodModel.LetterShare(reading.Letters.Length));
        // Some examples without their words: the model must not lean on words alone, which every trade has others of.
        var blind = dice.NextShare() < settings.Blindness;
        var (words, letters) = blind ? ([], []) : (reading.Words, reading.Letters);
        Array.Clear(_logits);
        AddRows(words, wordShare);
        AddRows(letters, letterShare);
        foreach (var (sign, value) in reading.Signs)
            for (var output = 0; output < Outputs; output++)
                _logits[output] += value * _signs[(sign * Outputs) + output];
        Targets.Errors(reading.Example, _logits, _errors);
        UpdateRows(words, wordShare);
        UpdateRows(letters, letterShare);
        foreach (var (sign, value) in reading.Signs)
            for (var output = 0; output < Outputs; output++)
                _signs.Update((sign * Outputs) + output, _errors[output] * value);
    }

    private void AddRows(ReadOnlySpan<int> rows, float share)
    {
        foreach (var row in rows)
            for (var output = 0; output < Outputs; output++)
                _logits[output] += share * _table[(row * Outputs) + output];
    }

    private void UpdateRows(ReadOnlySpan<int> rows, float share)
    {
        foreach (var row in rows)
            for (var output = 0; output < Outputs; output++)
                if (_errors[output] != 0)
                    _table.Update((row * Outputs) + output, _errors[output] * share);
    }
}
