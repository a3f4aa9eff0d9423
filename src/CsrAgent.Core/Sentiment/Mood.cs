namespace CsrAgent.Sentiment;

/// <summary>How a customer feels, judging by one message.</summary>
/// <param name="Score">-1 (very unhappy) to 1 (very happy).</param>
public readonly record struct Mood(SentimentLabel Sentiment, double Score, Emotion Emotion)
{
    public static readonly Mood Neutral = new(SentimentLabel.Neutral, 0, Emotion.Neutral);
}
