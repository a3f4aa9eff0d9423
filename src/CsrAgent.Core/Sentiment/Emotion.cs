namespace CsrAgent.Sentiment;

public enum Emotion
{
    Neutral,
    Anger,
    Frustration,
    Confusion,
    Disappointment,
    Gratitude,
    Joy,
}
