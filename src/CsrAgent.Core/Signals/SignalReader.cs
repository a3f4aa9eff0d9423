using CsrAgent.Conversations;
using CsrAgent.Languages;
using CsrAgent.Safety;
using CsrAgent.Sentiment;

namespace CsrAgent.Signals;

/// <summary>Reads all signals of a turn's messages at once. Safe to use from many threads; tens of microseconds per message.</summary>
/// <remarks>Six constructor parameters, one detector per signal: grouping some of them would only hide that.</remarks>
public sealed class SignalReader(
    SentimentAnalyzer sentiment,
    LanguageDetector languages,
    HumanRequestDetector humanRequests,
    ConsentDetector consent,
    SensitiveTopics topics,
    InjectionDetector injections
)
{
    /// <summary>How sure a detection must be to change the language of a conversation.</summary>
    private const double SureOfChange = 0.7;

    private const string DefaultLanguage = "en";

    public CustomerSignals Read(string text, ConversationState state) => Read([text], state);

    /// <param name="messages">Of one turn. Mood, language, requests and topics are read from the customer's own words alone.</param>
    public CustomerSignals Read(IReadOnlyList<string> messages, ConversationState state)
    {
        var (text, own) = (string.Join('\n', messages), string.Join('\n', messages.Select(OwnWords.Of)));
        var words = Words.Of(own);
        var detected = languages.Detect(own);
        return new(
            sentiment.Analyze(own),
            Choose(detected, state.Language),
            humanRequests.WantsHuman(words),
            topics.Find(words),
            state.PersonOffered ? consent.Detect(words) : Consent.None,
            injections.Detect(text, own.Length == text.Length ? words : Words.Of(text))
        )
        {
            Detected = detected,
            WithdrawsRequest = humanRequests.Withdraws(words),
        };
    }

    private static string Choose(DetectedLanguage detected, string? current) =>
        detected.Code is { } code && (current is null || detected.Confidence >= SureOfChange) ? code : current ?? DefaultLanguage;
}
