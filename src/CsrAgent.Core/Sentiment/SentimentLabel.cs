namespace CsrAgent.Sentiment;

public enum SentimentLabel
{
    Positive,
    Neutral,
    Negative,
}
