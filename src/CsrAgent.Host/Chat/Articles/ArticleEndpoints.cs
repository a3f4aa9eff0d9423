using System.Text.RegularExpressions;
using CsrAgent.Host.Http;
using CsrAgent.Knowledge;
using CsrAgent.Languages;
using CsrAgent.Privacy;

namespace CsrAgent.Host.Chat.Articles;

/// <summary>
/// What visitors search and read without a conversation: the articles from which everybody is answered. Whoever asks is counted by address;
/// nothing is kept of what they look for.
/// </summary>
internal static partial class ArticleEndpoints
{
    /// <summary>Beside the sessions: no session may have this id.</summary>
    public const string Path = "articles";

    private const int MaxQuery = 200;
    private const int MaxLimit = 20;

    /// <summary>Below it, an article has hardly a word or a meaning in common with what was looked for.</summary>
    private const double MinRelevance = 0.2;

    public static IEndpointRouteBuilder MapArticles(this RouteGroupBuilder chat)
    {
        var articles = chat.MapGroup(Path).AddEndpointFilter<AddressLimit>().AddEndpointFilter<ArticleSwitch>();
        articles
            .MapGet("", SearchAsync)
            .WithName("searchArticles")
            .WithSummary("Search the articles that customers can read, the best first")
            .Produces<FoundArticlesBody>()
            .ProducesProblems(400, 404, 429);
        articles
            .MapGet("text", ReadAsync)
            .WithName("readArticle")
            .WithSummary("An article to read, as Markdown")
            .Produces<ArticleTextBody>()
            .ProducesProblems(404, 429);
        return articles;
    }

    private static async Task<IResult> SearchAsync(
        KnowledgeSearch search,
        LanguageDetector languages,
        Redactor redactor,
        CancellationToken cancellationToken,
        string? query = null,
        string? language = null,
        int limit = 8
    )
    {
        if (string.IsNullOrWhiteSpace(query) || query.Length > MaxQuery)
        {
            return Problem.Invalid("query", $"query must be 1 to {MaxQuery} characters: what to look for.");
        }
        if (language is not null && !LanguageTag().IsMatch(language))
        {
            return Problem.Invalid("language", "language must be a language tag such as de or pt-BR.");
        }
        if (limit is < 1 or > MaxLimit) return Problem.Invalid("limit", $"limit must be a whole number from 1 to {MaxLimit}.");
        // The index and the embeddings may be other services.
        var asked = redactor.Redact(query).Text;
        var spoken = languages.Detect(asked).Code ?? language?[..LengthOfCode(language)].ToLowerInvariant() ?? "en";
        var found = await search.SearchArticlesAsync(asked, [], spoken, limit, cancellationToken);
        var related = found.Where(article => article.RelevanceScore >= MinRelevance);
        return TypedResults.Ok(new FoundArticlesBody([.. related.Select(a => new FoundArticleBody(a.Id, a.Title, a.Snippet))]));
    }

    // The id is a parameter: ids may have slashes, and a path "articles/{id}" could be read as a session's.
    private static async Task<IResult> ReadAsync(KnowledgeSearch search, CancellationToken cancellationToken, string? id = null) =>
        id is not null && await search.ReadAsync(id, cancellationToken) is { } article
            ? TypedResults.Ok(new ArticleTextBody(article.Id, article.Title, article.Url, article.Language, article.Body))
            : ArticleSwitch.Unknown();

    private static int LengthOfCode(string tag) => tag.AsSpan().IndexOfAny('-', '_') is >= 0 and var end ? end : tag.Length;

    [GeneratedRegex("^[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8}){0,4}$")]
    private static partial Regex LanguageTag();
}

internal sealed record FoundArticlesBody(IReadOnlyList<FoundArticleBody> Articles);

/// <param name="Snippet">The sentence that fits what was looked for best. Plain text.</param>
internal sealed record FoundArticleBody(string Id, string Title, string Snippet);

/// <param name="Url">Where the article is on the company's website, if it is there.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Body">Markdown; what the article hides from its readers is left out.</param>
internal sealed record ArticleTextBody(string Id, string Title, string? Url, string Language, string Body);
