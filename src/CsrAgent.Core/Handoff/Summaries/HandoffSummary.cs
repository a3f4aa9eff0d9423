using CsrAgent.Conversations;
using CsrAgent.Sentiment;

namespace CsrAgent.Handoff.Summaries;

/// <summary>Writes the short summary that the person who takes over reads first. Uses facts only; nothing is guessed.</summary>
internal static class HandoffSummary
{
    private const int MaxQuoteLength = 240;
    private const int MaxValueLength = 80;
    private const int MaxArticles = 5;
    private const int MaxMoods = 5;

    public static string Compose(HandoffFacts facts)
    {
        var texts = facts
            .Messages.Where(message => message.Role == MessageRole.Customer)
            .Select(message => message.Text)
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .ToList();
        var request = texts.FirstOrDefault(IsSubstantial) ?? texts.FirstOrDefault();
        var open = texts.LastOrDefault(IsSubstantial);
        string?[] lines =
        [
            "Reason: " + Words(facts),
            request is null ? null : $"Customer wants: \"{ShortText.LineOf(request, MaxQuoteLength)}\"",
            open is null || ReferenceEquals(open, request) ? null : $"Open question: \"{ShortText.LineOf(open, MaxQuoteLength)}\"",
            Tried(facts.Messages),
            "Mood: " + MoodLine(facts),
            facts.Note is null ? null : "Note: " + ShortText.LineOf(facts.Note, 2 * MaxQuoteLength),
            From(facts),
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    /// <summary>What the customer has said since the summary was written, and why it matters.</summary>
    public static string Since(string topic, string texts) =>
        $"Since then: sensitive topic ({topic.Replace('_', ' ')}): \"{ShortText.LineOf(texts, MaxQuoteLength)}\"";

    // "hi" and "agent please" do not say what the customer wants.
    private static bool IsSubstantial(string text) => text.Count(char.IsWhiteSpace) >= 3 || text.Length >= 24;

    private static string Words(HandoffFacts facts) =>
        facts.Reason switch
        {
            EscalationReason.CustomerRequest => "the customer asked for a person",
            EscalationReason.NegativeTrend => "the customer has been unhappy for several turns",
            EscalationReason.LowConfidence => "the agent could not answer with confidence",
            EscalationReason.RepeatedQuestion => "the customer asked the same question again and again",
            EscalationReason.SensitiveTopic => "sensitive topic" + (facts.Topic is null ? "" : $" ({facts.Topic.Replace('_', ' ')})"),
            EscalationReason.ActionFailed => "an action for the customer failed",
            EscalationReason.TurnLimit => "the conversation has become long",
            EscalationReason.Policy => "policy asks for a person",
            EscalationReason.ModelRequest => "the agent asked for a person",
            _ => "the agent could not answer because of a fault",
        };

    private static string Tried(IReadOnlyList<Message> messages)
    {
        var answers = messages.Count(message => message.Role == MessageRole.Agent);
        var articles = messages
            .Where(message => message.Role == MessageRole.Agent)
            .SelectMany(message => message.Articles)
            .DistinctBy(article => article.Id, StringComparer.Ordinal)
            .Take(MaxArticles)
            .Select(Link)
            .ToList();
        if (answers == 0) return "Tried: nothing yet";
        return $"Tried: {answers} {(answers == 1 ? "answer" : "answers")} by the agent, "
            + (articles.Count == 0 ? "no articles offered" : "articles offered: " + string.Join(", ", articles));
    }

    private static string Link(ArticleReference article) =>
        $"\"{ShortText.LineOf(article.Title, MaxValueLength)}\"{(article.Url is null ? "" : $" ({article.Url})")}";

    private static string MoodLine(HandoffFacts facts)
    {
        var scores = facts.Moods.Append(facts.Mood.Score).TakeLast(MaxMoods);
        var emotion = facts.Mood.Emotion == Emotion.Neutral ? "" : $" ({facts.Mood.Emotion.ToString().ToLowerInvariant()})";
        return string.Join(" > ", scores.Select(Name)) + emotion;
    }

    private static string Name(double score) =>
        score switch
        {
            <= -0.75 => "very negative",
            <= -0.3 => "negative",
            >= 0.3 => "positive",
            _ => "neutral",
        };

    private static string From(HandoffFacts facts)
    {
        var known = (facts.Metadata ?? new Dictionary<string, string>())
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{ShortText.LineOf(pair.Key, MaxValueLength)}: {ShortText.LineOf(pair.Value, MaxValueLength)}");
        string?[] always =
        [
            facts.Channel,
            facts.Customer is null ? null : "customer: " + ShortText.LineOf(facts.Customer, MaxValueLength),
            facts.Language is null ? null : "language: " + facts.Language,
        ];
        return "Channel: " + string.Join("; ", always.OfType<string>().Concat(known));
    }
}
