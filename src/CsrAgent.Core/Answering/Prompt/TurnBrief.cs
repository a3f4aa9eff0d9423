using CsrAgent.Replies;
using CsrAgent.Sentiment;

namespace CsrAgent.Answering.Prompt;

/// <summary>
/// The server's instructions for one turn: language and tone. Built from closed sets only, so that it contains nothing from the customer.
/// </summary>
internal static class TurnBrief
{
    public const string Tag = "turn";

    public static string Render(AnswerRequest request)
    {
        var again =
            request.LowConfidenceRun > 0
                ? "\nThe last answer did not help. If you do not know this one for sure either, say so and offer a human colleague."
                : "";
        return $"<{Tag}>\nReply in {LanguageName(request.Language)}.\n{Tone(request.Mood)}{again}\n</{Tag}>";
    }

    public static string LanguageName(string code) =>
        ReplyTexts.Find(code)?.LanguageName is { } name
            ? $"{name} ({code})"
            : $"the customer's language (ISO 639-1: {new string([.. code.Where(char.IsAsciiLetterOrDigit).Take(8)])})";

    private static string Tone(Mood mood) =>
        (mood.Sentiment, mood.Emotion) switch
        {
            (_, Emotion.Anger) => "The customer is angry. Acknowledge it in one calm sentence without excuses, then get to the solution.",
            (_, Emotion.Frustration) => "The customer is frustrated. Apologise briefly for the trouble, then get to the solution at once.",
            (_, Emotion.Confusion) => "The customer is unsure. Use simple words and small steps.",
            (_, Emotion.Disappointment) => "The customer is disappointed. Show understanding in one sentence, then help.",
            (SentimentLabel.Negative, _) => "The customer is unhappy. Show understanding in one short sentence, then help.",
            (SentimentLabel.Positive, _) => "The customer is in a good mood. Be warm.",
            _ => "The customer is neutral. Be friendly and factual.",
        };
}
