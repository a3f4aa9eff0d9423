using System.Runtime.Intrinsics;

namespace CsrAgent.Sentiment;

/// <summary>
/// Detects a customer's mood with a small trained model (docs/models/mood.md). A plain question or a plain failure report is neutral;
/// polite unhappiness is negative. Safe to use from many threads; microseconds per message, and nothing is allocated.
/// </summary>
public sealed class SentimentAnalyzer
{
    // A model can be certain of a weak feeling: the score grows more slowly than the likelihood, and with emphasis.
    private const float Sharpness = 0.5f;
    private const float SharpnessOfEmphasis = 0.15f;

    private readonly MoodModel _model;

    public SentimentAnalyzer()
        : this(MoodModelFile.FromResource()) { }

    internal SentimentAnalyzer(MoodModel model) => _model = model;

    public Mood Analyze(string text)
    {
        var (logits, emphasis) = _model.Weigh(text);
        var (negative, neutral, positive) = (logits[0], logits[1], logits[2]);
        var score = Score(negative, neutral, positive, Sharpness + (emphasis * SharpnessOfEmphasis));
        if (positive >= neutral && positive > negative)
        {
            return new Mood(SentimentLabel.Positive, score, logits[7] > 0 ? Emotion.Gratitude : Emotion.Joy);
        }
        var confused = logits[6] > 0;
        return negative > neutral
            ? new Mood(SentimentLabel.Negative, score, confused ? Emotion.Confusion : Strongest(logits))
            : new Mood(SentimentLabel.Neutral, score, confused ? Emotion.Confusion : Emotion.Neutral);
    }

    private static Emotion Strongest(Vector256<float> logits)
    {
        if (logits[3] >= logits[4] && logits[3] >= logits[5]) return Emotion.Anger;
        return logits[4] >= logits[5] ? Emotion.Frustration : Emotion.Disappointment;
    }

    /// <summary>The probability of positive minus that of negative.</summary>
    private static double Score(float negative, float neutral, float positive, float sharpness)
    {
        var max = MathF.Max(negative, MathF.Max(neutral, positive));
        var (bad, plain, good) = (
            MathF.Exp((negative - max) * sharpness),
            MathF.Exp((neutral - max) * sharpness),
            MathF.Exp((positive - max) * sharpness)
        );
        return Math.Round((good - bad) / (bad + plain + good), 3);
    }
}
