using CsrAgent.Languages;
using CsrAgent.Languages.Features;

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

    private readonly RequestWithdrawals _withdrawals = RequestWithdrawals.FromResource();
    private readonly HumanRequestPatterns _patterns;
    private readonly SentenceModel _model;

    public HumanRequestDetector()
        : this(HumanRequestPatterns.FromResource(), SentenceModel.FromResource("Signals.human-requests.model")) { }

    internal HumanRequestDetector(HumanRequestPatterns patterns, SentenceModel model) => (_patterns, _model) = (patterns, model);

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
    internal bool Withdraws(Words words) => _withdrawals.Read(words) is { } rest && !WantsHuman(rest);
}
