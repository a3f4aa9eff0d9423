using CsrAgent.Languages;
using CsrAgent.Languages.Patterns;

namespace CsrAgent.Signals;

/// <summary>
/// Detects whether the customer asks for a person: by patterns of how people plainly ask, and sentence by sentence with a small trained
/// model, which also knows hints and about thirty languages (docs/models/human-requests.md). Questions about people ("what are your agents'
/// opening hours?") are not requests for one. Safe to use from many threads; microseconds per message.
/// </summary>
public sealed class HumanRequestDetector
{
    // The log-odds above which the model is believed; in doubt, other rules offer a person.
    private const float Threshold = 0.5f;

    private const int MaxWithdrawalWords = 20;
    private const int MaxOtherWords = 4;

    private readonly TextPatterns _withdrawals = TextPatterns.FromResource("Signals.withdrawals.txt");
    private readonly HumanRequestPatterns _patterns;
    private readonly HumanRequestModel _model;

    public HumanRequestDetector()
        : this(HumanRequestPatterns.FromResource(), HumanRequestModel.FromResource()) { }

    internal HumanRequestDetector(HumanRequestPatterns patterns, HumanRequestModel model) => (_patterns, _model) = (patterns, model);

    public bool WantsHuman(string text) => WantsHuman(Words.Of(text));

    internal bool WantsHuman(Words words)
    {
        var reading = _patterns.Read(words);
        return reading.Asked
            || Sentences
                .Ranges(words.Text)
                .Any(range => !reading.Refuses(words, range) && _model.Weigh(words.Text.AsSpan(range)) > Threshold);
    }

    /// <summary>
    /// Whether one who waits for a person takes the request back: "never mind", "I'm fine, no need for a person". A message that says much
    /// more, or asks something, is one for the person.
    /// </summary>
    internal bool Withdraws(Words words)
    {
        if (words.Count > MaxWithdrawalWords) return false;
        var hits = _withdrawals.FindLongest(words);
        if (hits.Count == 0 || hits.All(hit => hit.Label != "withdraw")) return false;
        if (Enumerable.Range(0, words.Count).Any(i => words.KindOf(i) == TokenKind.Question)) return false;
        var rest = Enumerable
            .Range(0, words.Count)
            .Where(i => !words.KindOf(i).EndsSentence() && !hits.Any(hit => i >= hit.Start && i < hit.End))
            .Select(i => words.Text[words.StartOf(i)..words.EndOf(i)])
            .ToList();
        return rest.Count <= MaxOtherWords && !WantsHuman(string.Join(' ', rest));
    }
}
