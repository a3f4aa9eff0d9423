using CsrAgent.Languages;
using CsrAgent.Languages.Patterns;

namespace CsrAgent.Signals;

/// <summary>
/// Detects whether a short message accepts or declines an offer. A message that says much more than yes or no is not an answer: "yes but
/// where is my order" is a question. Meaningful only after an offer. Safe to use from many threads.
/// </summary>
public sealed class ConsentDetector
{
    private const int MaxOtherWords = 3;
    private const int MaxWords = 14;

    private readonly TextPatterns _book = TextPatterns.FromResource("Signals.consent.txt");

    public Consent Detect(string text) => Detect(Words.Of(text));

    internal Consent Detect(Words words)
    {
        var hits = words.Count > MaxWords ? [] : _book.FindLongest(words);
        if (hits.Count == 0 || OtherWords(words, hits) > MaxOtherWords) return Consent.None;

        // A "no" anywhere means no: "ok no thanks". A question after it asks for something else.
        if (words.IsQuestion(hits[^1].End - 1) || words.IsQuestion(hits[^1].End)) return Consent.None;
        return hits.Any(hit => hit.Label == "decline") ? Consent.Decline : Consent.Accept;
    }

    private static int OtherWords(Words words, List<PatternMatch> hits)
    {
        var others = 0;
        for (var i = 0; i < words.Count; i++)
        {
            others += words.KindOf(i).EndsSentence() || hits.Any(hit => i >= hit.Start && i < hit.End) ? 0 : 1;
        }
        return others;
    }
}
