using System.Globalization;
using CsrAgent.Languages;
using CsrAgent.Languages.Patterns;

namespace CsrAgent.Safety;

/// <summary>
/// Scores attempts at prompt injection: phrases in many languages, forged role markers, hidden characters, encoded text. Each sign raises
/// the score; several weak ones make a strong one. Safe to use from many threads.
/// </summary>
public sealed class InjectionDetector
{
    private const double FlagAt = 0.6;
    private const double MarkerWeight = 0.7;
    private const double HiddenWeight = 0.6;
    private const double BlobWeight = 0.3;

    private readonly TextPatterns _book = TextPatterns.FromResource("Safety.injection.txt");
    private readonly Dictionary<string, double> _weights;

    public InjectionDetector() =>
        _weights = _book.Labels.ToDictionary(
            label => label,
            label => double.Parse(label, CultureInfo.InvariantCulture),
            StringComparer.Ordinal
        );

    public InjectionVerdict Detect(string text) => Detect(text, Words.Of(text));

    internal InjectionVerdict Detect(string text, Words words)
    {
        var signs = new List<string>();
        var innocence = 1 - Note(PatternWeight(words), "phrase", signs);
        innocence *= 1 - Note(InjectionMarkers.Has(text) ? MarkerWeight : 0, "role_marker", signs);
        innocence *= 1 - Note(InjectionMarkers.HidesText(text) ? HiddenWeight : 0, "hidden_text", signs);
        innocence *= 1 - Note(EncodedWeight(text), "encoded", signs);
        var score = Math.Round(1 - innocence, 3);
        return signs.Count == 0 ? InjectionVerdict.None : new InjectionVerdict(score, score >= FlagAt, signs);
    }

    private double PatternWeight(Words words)
    {
        var innocence = 1.0;
        foreach (var hit in _book.FindLongest(words)) innocence *= 1 - _weights[hit.Label];
        return 1 - innocence;
    }

    // A blob alone is odd; a blob that says "ignore your instructions" once decoded is an attempt.
    private double EncodedWeight(string text)
    {
        if (InjectionBlob.Find(text) is not { } blob) return 0;
        return blob.Text is { } inner ? Math.Max(BlobWeight, PatternWeight(Words.Of(inner))) : BlobWeight;
    }

    private static double Note(double weight, string sign, List<string> signs)
    {
        if (weight > 0) signs.Add(sign);
        return weight;
    }
}
