using CsrAgent.Sentiment;

namespace CsrAgent.Tests.Sentiment;

public sealed class SentimentAnalyzerTests
{
    private static readonly SentimentAnalyzer Analyzer = new();

    [Fact]
    public void Analyze_TableOfMessages_IsRightNineteenTimesOfTwenty()
    {
        var wrong = MoodSentences
            .All.Where(sentence => Analyzer.Analyze(sentence.Text).Sentiment != sentence.Label)
            .Select(sentence => $"{sentence.Label} as {Analyzer.Analyze(sentence.Text)}: {sentence.Text}")
            .ToList();
        Assert.True(
            wrong.Count * 20 <= MoodSentences.All.Count,
            $"{wrong.Count} of {MoodSentences.All.Count}\n" + string.Join('\n', wrong)
        );
    }

    [Theory]
    [InlineData("I need help resetting my password", SentimentLabel.Neutral)]
    [InlineData("Where is my order?", SentimentLabel.Neutral)]
    [InlineData("my payment failed", SentimentLabel.Neutral)]
    [InlineData("I've been waiting three weeks for my refund", SentimentLabel.Negative)]
    [InlineData("this is the third time I ask", SentimentLabel.Negative)]
    [InlineData("thanks, that worked", SentimentLabel.Positive)]
    [InlineData("no thanks", SentimentLabel.Neutral)]
    [InlineData("", SentimentLabel.Neutral)]
    public void Analyze_ThePlainCases_AreNeverWrong(string text, SentimentLabel label) =>
        Assert.Equal(label, Analyzer.Analyze(text).Sentiment);

    [Theory]
    [InlineData("You are a bunch of liars, this is outrageous!", Emotion.Anger)]
    [InlineData("I have asked this twice and nobody answers, so frustrating", Emotion.Frustration)]
    [InlineData("I am really disappointed, I expected better from you", Emotion.Disappointment)]
    [InlineData("I'm so confused, this makes no sense", Emotion.Confusion)]
    [InlineData("Thank you so much for your help", Emotion.Gratitude)]
    [InlineData("This is amazing, I love it!", Emotion.Joy)]
    [InlineData("What are your opening hours?", Emotion.Neutral)]
    public void Analyze_Feeling_HasItsEmotion(string text, Emotion emotion) => Assert.Equal(emotion, Analyzer.Analyze(text).Emotion);

    [Theory]
    [InlineData("this is terrible", "this is terrible!!!")]
    [InlineData("this is terrible service", "THIS IS TERRIBLE SERVICE")]
    [InlineData("I am annoyed", "I am extremely annoyed")]
    [InlineData("this is annoying", "this is annoying and you are useless")]
    public void Analyze_Emphasis_LowersTheScore(string mild, string strong) =>
        Assert.True(Analyzer.Analyze(strong).Score < Analyzer.Analyze(mild).Score);

    [Fact]
    public void Analyze_Score_IsWithinBounds() =>
        Assert.All(MoodSentences.All, sentence => Assert.InRange(Analyzer.Analyze(sentence.Text + "!!!!!!!").Score, -1, 1));
}
