using CsrAgent.Conversations;
using CsrAgent.Languages;
using CsrAgent.Sentiment;

namespace CsrAgent.Memory;

/// <summary>
/// What a conversation shows without a model: what the customer asked first, how it ended, and which language they write in. Nothing is
/// guessed: each part is a word of the customer's, a title or a role that stands in the history.
/// </summary>
internal sealed class FactExtractor(LanguageDetector languages) : IMemoryExtractor
{
    private const int MaxQuote = 160;
    private const int MaxTitle = 80;

    public Task<IReadOnlyList<MemoryDraft>?> ExtractAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var words = messages.Where(message => message.Role == MessageRole.Customer).Select(message => message.Text).ToList();
        if (words.Find(IsTelling) is not { } asked) return Task.FromResult<IReadOnlyList<MemoryDraft>?>([]);
        List<MemoryDraft> drafts =
        [
            new(MemoryKind.Issue, $"Asked: \"{Shorten(asked, MaxQuote)}\" {HowItEnded(messages)}{Mood(messages)}"),
        ];
        if (languages.Detect(string.Join('\n', words)).Code is { } code and not "en")
        {
            drafts.Add(new(MemoryKind.Preference, $"Writes in the language \"{code}\"."));
        }
        return Task.FromResult<IReadOnlyList<MemoryDraft>?>(drafts);
    }

    // A greeting or a "yes" is no issue.
    private static bool IsTelling(string text) => text.Count(char.IsWhiteSpace) >= 2 || text.Length >= 24;

    private static string HowItEnded(IReadOnlyList<Message> messages)
    {
        if (messages.Any(message => message.Role == MessageRole.Human)) return "A person of the team took it over and answered.";
        var answers = messages.Where(message => message.Role == MessageRole.Agent).ToList();
        if (answers.Count == 0) return "It was not answered.";
        return answers.SelectMany(answer => answer.Citations.Select(citation => citation.ArticleId)).LastOrDefault() is { } cited
            && answers.SelectMany(answer => answer.Articles).LastOrDefault(article => article.Id == cited) is { } article
            ? $"It was answered from the article \"{Shorten(article.Title, MaxTitle)}\"."
            : "No article answered it.";
    }

    private static string Mood(IReadOnlyList<Message> messages) =>
        messages.LastOrDefault(message => message.Role == MessageRole.Customer)?.Sentiment == SentimentLabel.Negative
            ? " The customer was unhappy at the end."
            : "";

    private static string Shorten(string text, int max) => ShortText.LineOf(text, max).Replace('"', '\'');
}
