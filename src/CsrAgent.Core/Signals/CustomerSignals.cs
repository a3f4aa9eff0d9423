using CsrAgent.Languages;
using CsrAgent.Safety;
using CsrAgent.Sentiment;

namespace CsrAgent.Signals;

/// <summary>What the customer's messages of one turn reveal in addition to the question.</summary>
/// <param name="Language">ISO 639-1: the language of the text, else of the conversation, else "en".</param>
/// <param name="Topic">A sensitive topic's name, or null.</param>
/// <param name="Consent">Only after a person was offered; else none.</param>
public sealed record CustomerSignals(
    Mood Mood,
    string Language,
    bool WantsHuman,
    string? Topic,
    Consent Consent,
    InjectionVerdict Injection
)
{
    /// <summary>Takes back a request for a person. Meaningful only for one who waits.</summary>
    public bool WithdrawsRequest { get; init; }

    /// <summary>What the language detector found in this text alone.</summary>
    public DetectedLanguage Detected { get; init; }
}
