using CsrAgent.Languages;

namespace CsrAgent.Sentiment;

/// <summary>
/// Reads a customer's mood from a lexicon of customer-service words in seven languages, with negation, emphasis and contrast. A plain
/// question, or a plain report that something failed, is neutral. Safe to use from many threads; microseconds per message.
/// </summary>
public sealed class SentimentAnalyzer
{
    private const double Threshold = 0.3;

    private readonly PhraseBook _book = PhraseBook.FromResource("Sentiment.lexicon.txt");
    private readonly Dictionary<string, LexiconEntry> _entries;

    public SentimentAnalyzer() => _entries = _book.Labels.ToDictionary(label => label, LexiconEntry.Parse, StringComparer.Ordinal);

    public Mood Analyze(string text) => Analyze(Words.Of(text));

    internal Mood Analyze(Words words)
    {
        var tally = new MoodTally(words);
        var at = 0;
        foreach (var hit in _book.FindLongest(words))
        {
            tally.Pass(at, hit.Start);
            tally.Add(hit, _entries[hit.Label]);
            at = hit.End;
        }

        tally.Pass(at, words.Count);
        var score = tally.Score();
        if (score >= Threshold)
            return new Mood(SentimentLabel.Positive, score, tally.Strongest(positive: true));
        return score <= -Threshold
            ? new Mood(SentimentLabel.Negative, score, tally.Strongest(positive: false))
            : new Mood(SentimentLabel.Neutral, score, tally.IsConfused ? Emotion.Confusion : Emotion.Neutral);
    }
}
