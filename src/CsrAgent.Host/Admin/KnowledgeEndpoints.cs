using System.Diagnostics;
using CsrAgent.Host.Http;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Languages;

namespace CsrAgent.Host.Admin;

/// <summary>Articles: indexing, adding, removing and searching.</summary>
internal static class KnowledgeEndpoints
{
    private const int MaxQuery = 10_000;

    public static RouteGroupBuilder MapKnowledge(this RouteGroupBuilder admin)
    {
        var kb = admin.MapGroup("knowledge-base");
        kb.MapPost("index", IndexAsync)
            .Audited("knowledge.index")
            .WithName("indexKnowledge")
            .WithSummary("Index the configured sources again")
            .Produces<SyncBody>()
            .ProducesProblems(401);
        kb.MapPost("articles", AddArticlesAsync)
            .Audited("knowledge.articles")
            .WithName("putArticles")
            .WithSummary("Add or replace articles: a JSON array, or NDJSON")
            .Accepts<IReadOnlyList<ArticleRequest>>("application/json", "application/x-ndjson")
            .Produces<SyncBody>()
            .ProducesProblems(400, 401, 413, 415);
        kb.MapDelete("articles/{id}", DeleteArticleAsync)
            .Audited("knowledge.delete")
            .WithName("deleteArticle")
            .WithSummary("Remove an article")
            .Produces(204)
            .ProducesProblems(401, 404);
        kb.MapPost("search", SearchAsync)
            .WithName("searchKnowledge")
            .WithSummary("Search as a turn would")
            .Accepts<SearchRequest>("application/json")
            .Produces<SearchBody>()
            .ProducesProblems(400, 401, 413, 415);
        return admin;
    }

    private static async Task<IResult> IndexAsync(KnowledgeSync sync, CancellationToken cancellationToken) =>
        TypedResults.Ok(SyncBody.From(await sync.RunAsync(cancellationToken)));

    private static async Task<IResult> AddArticlesAsync(HttpRequest request, ArticleIntake intake, CancellationToken cancellationToken)
    {
        var (articles, problem) = await ArticleReader.ReadAsync(request, cancellationToken);
        return problem ?? TypedResults.Ok(SyncBody.From(await intake.AcceptAsync(articles, cancellationToken)));
    }

    private static async Task<IResult> DeleteArticleAsync(string id, ArticleIntake intake, CancellationToken cancellationToken) =>
        await intake.RemoveAsync(id, cancellationToken)
            ? TypedResults.NoContent()
            : Problem.NotFound("unknown_article", "There is no article with this id.");

    private static async Task<IResult> SearchAsync(
        HttpRequest request,
        KnowledgeSearch search,
        LanguageDetector languages,
        CancellationToken cancellationToken
    )
    {
        var (fields, problem) = await JsonBody.ReadObjectAsync(request, cancellationToken);
        if (problem is not null) return problem;
        var query = fields.Required("query");
        if (string.IsNullOrWhiteSpace(query) || query.Length > MaxQuery)
        {
            return Problem.Invalid("query", $"query must be 1 to {MaxQuery:N0} characters.");
        }
        var history = HistoryReader.Read(fields);
        var limit = fields.Number("limit", fallback: 5, min: 1, max: 50);
        var started = Stopwatch.GetTimestamp();
        var results = await search.SearchArticlesAsync(query, history, languages.Detect(query).Code ?? "en", limit, cancellationToken);
        return TypedResults.Ok(
            new SearchBody(
                [.. results.Select(r => new SearchResultBody(r.Id, r.Title, r.Url, Math.Round(r.RelevanceScore, 3), r.Snippet))],
                Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 3)
            )
        );
    }
}

/// <param name="Deleted">Articles that their source no longer contains.</param>
internal sealed record SyncBody(int Indexed, int Unchanged, int Deleted, IReadOnlyList<FailedArticleBody> Failed)
{
    public static SyncBody From(SyncReport report) =>
        new(report.Indexed, report.Unchanged, report.Deleted, [.. report.Failed.Select(f => new FailedArticleBody(f.Id, f.Error))]);
}

internal sealed record FailedArticleBody(string Id, string Error);

/// <param name="Body">Markdown.</param>
/// <param name="Entity">The one thing that the article is about where others say the same of other things: a hotel, a product.</param>
internal sealed record ArticleRequest(
    string Id,
    string Title,
    string? Url,
    IReadOnlyList<string>? Tags,
    string? Language,
    string Body,
    string? Entity
);

/// <param name="History">Earlier messages of the conversation, oldest first.</param>
internal sealed record SearchRequest(string Query, IReadOnlyList<HistoryEntry>? History, int? Limit);

internal sealed record SearchBody(IReadOnlyList<SearchResultBody> Results, double TookMs);

internal sealed record SearchResultBody(string Id, string Title, string? Url, double RelevanceScore, string Snippet);
