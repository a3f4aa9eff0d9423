using CsrAgent.Sentiment;

namespace CsrAgent.Trainer;

/// <summary>
/// How far the model's outputs are from an example: softmax over the moods, softmax over the bad emotions, yes or no for the rest.
/// </summary>
internal static class Targets
{
    private const float EmotionShare = 0.7f;

    // One message of thirty is confused.
    private const float ConfusionWeight = 8;

    public static void Errors(Example example, ReadOnlySpan<float> logits, Span<float> errors)
    {
        errors.Clear();
        Softmax(logits[..3], errors[..3]);
        for (var i = 0; i < 3; i++) errors[i] = (errors[i] - example.Moods[i]) * example.Weight;
        if (example.Emotion is not { } emotion) return;
        var weight = example.Weight * EmotionShare;
        if (emotion is Emotion.Anger or Emotion.Frustration or Emotion.Disappointment)
        {
            Softmax(logits[3..6], errors[3..6]);
            for (var i = 3; i < 6; i++) errors[i] = (errors[i] - (i - 3 == IndexOf(emotion) ? 1 : 0)) * weight;
        }

        errors[6] = emotion == Emotion.Confusion ? (Sigmoid(logits[6]) - 1) * weight * ConfusionWeight : Sigmoid(logits[6]) * weight;
        if (emotion is Emotion.Gratitude or Emotion.Joy) errors[7] = (Sigmoid(logits[7]) - (emotion == Emotion.Gratitude ? 1 : 0)) * weight;
    }

    private static int IndexOf(Emotion emotion) =>
        emotion switch
        {
            Emotion.Anger => 0,
            Emotion.Frustration => 1,
            _ => 2,
        };

    private static float Sigmoid(float logit) => 1 / (1 + MathF.Exp(-logit));

    private static void Softmax(ReadOnlySpan<float> logits, Span<float> shares)
    {
        var (max, sum) = (Math.Max(logits[0], Math.Max(logits[1], logits[2])), 0f);
        for (var i = 0; i < 3; i++) sum += shares[i] = MathF.Exp(logits[i] - max);
        for (var i = 0; i < 3; i++) shares[i] /= sum;
    }
}
