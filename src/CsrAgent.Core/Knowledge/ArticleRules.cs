using CsrAgent.Conversations;
using CsrAgent.Knowledge.Passages;

namespace CsrAgent.Knowledge;

/// <summary>Validates articles from any source.</summary>
public static class ArticleRules
{
    public const int MaxIdLength = PrintableId.MaxLength;
    public const int MaxTitleLength = 300;
    public const int MaxTags = 50;
    public const int MaxTagLength = 100;
    public const int MaxUrlLength = 2_000;
    public const int MaxEntityLength = 100;

    /// <summary>The article, or what is wrong with it and what to do.</summary>
    public static (KnowledgeArticle? Article, string? Error) Check(ArticleSubmission submission, int maxSize)
    {
        var (id, title, language) = (submission.Id?.Trim(), TitleOf(submission.Title), LanguageOf(submission.Language));
        var tags = (submission.Tags ?? []).Select(tag => tag?.Trim() ?? "").Where(tag => tag.Length > 0).ToList();
        var error =
            ErrorInId(id)
            ?? ErrorInTitle(title)
            ?? ErrorInUrl(submission.Url)
            ?? ErrorInTags(tags)
            ?? ErrorInEntity(submission.Entity?.Trim())
            ?? (language is null ? "'language' must be an ISO 639-1 code such as \"en\" or \"pt-BR\"." : null)
            ?? ErrorInBody(submission.Body, maxSize);
        if (error is not null) return (null, error);
        var url = string.IsNullOrWhiteSpace(submission.Url) ? null : submission.Url.Trim();
        var entity = string.IsNullOrWhiteSpace(submission.Entity) ? null : submission.Entity.Trim();
        return (new KnowledgeArticle(id!, title!, url, tags, language!, submission.Body!) { Entity = entity }, null);
    }

    private static string? ErrorInId(string? id)
    {
        if (string.IsNullOrEmpty(id)) return "'id' is missing. Give each article a unique, lasting id such as \"kb-001\".";
        return PrintableId.IsValid(id) ? null : $"'id' must be {PrintableId.Description}.";
    }

    private static string? ErrorInTitle(string? title)
    {
        if (string.IsNullOrEmpty(title)) return "'title' is missing. Give the article a title that customers understand.";
        if (title.Length > MaxTitleLength) return $"'title' is longer than {MaxTitleLength} characters.";
        return title.Any(char.IsControl) ? "'title' must be one line without control characters." : null;
    }

    // A title that reads as it stands is kept as it is, so that its article does not look changed.
    private static string? TitleOf(string? title) =>
        title is null || title.AsSpan().IndexOfAny('<', '&') < 0 ? title?.Trim() : ArticleMarkup.ReadLine(title);

    private static string? ErrorInUrl(string? url)
    {
        if (string.IsNullOrWhiteSpace(url)) return null;
        return url.Length <= MaxUrlLength && Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? null
            : $"'url' must be an absolute http or https address of at most {MaxUrlLength} characters; leave it out if there is none.";
    }

    private static string? ErrorInTags(List<string> tags) =>
        tags.Count > MaxTags || tags.Any(tag => tag.Length > MaxTagLength)
            ? $"'tags' may hold at most {MaxTags} tags of at most {MaxTagLength} characters."
            : null;

    private static string? ErrorInEntity(string? entity) =>
        entity is { Length: > 0 } && (entity.Length > MaxEntityLength || entity.Any(char.IsControl) || !entity.Any(char.IsLetterOrDigit))
            ? $"'entity' must be one name of at most {MaxEntityLength} characters, as customers write it; leave it out if there is none."
            : null;

    private static string? ErrorInBody(string? body, int maxSize)
    {
        if (string.IsNullOrWhiteSpace(body)) return "'body' is missing. Send the article's text as Markdown.";
        return body.Length > maxSize
            ? $"'body' has {body.Length} characters; {maxSize} are allowed. Split the article, by its chapters, or raise "
                + "KNOWLEDGE_MAX_ARTICLE_SIZE."
            : null;
    }

    // "pt-BR" and "zh_Hans" are searched as "pt" and "zh".
    private static string? LanguageOf(string? language)
    {
        if (string.IsNullOrWhiteSpace(language)) return "en";
        var primary = language.Trim().Split('-', '_')[0].ToLowerInvariant();
        return primary.Length is 2 or 3 && primary.All(char.IsAsciiLetterLower) ? primary : null;
    }
}
