using CsrAgent.Answering.Drafts;
using CsrAgent.Answering.Review;
using CsrAgent.Host.Http;
using CsrAgent.Knowledge.Gaps;

namespace CsrAgent.Host.Admin;

/// <summary>What the articles lack: questions without a good answer, drafts for them, and where they are not of one mind.</summary>
internal static class GapEndpoints
{
    private const int DefaultPairs = 20;
    private const int MaxPairs = 200;

    private static readonly TimeSpan RetryDraft = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryReview = TimeSpan.FromSeconds(15);

    public static RouteGroupBuilder MapGaps(this RouteGroupBuilder admin)
    {
        var kb = admin.MapGroup("knowledge-base");
        kb.MapGet("gaps", GapsAsync)
            .WithName("listGaps")
            .WithSummary("Questions without a good answer, and those whose answer was rated down, grouped and ranked")
            .Produces<GapsBody>()
            .ProducesProblems(400, 401);
        kb.MapPost("gaps/{id}/draft", DraftAsync)
            .Audited("knowledge.draft")
            .WithName("draftArticle")
            .WithSummary("Have the model draft the article that a group of questions lacks; it is not published")
            .Produces<DraftBody>()
            .ProducesProblems(401, 404, 409, 429, 503);
        kb.MapGet("review", ReviewAsync)
            .WithName("reviewArticles")
            .WithSummary("Articles that repeat or contradict each other")
            .Produces<ReviewBody>()
            .ProducesProblems(400, 401, 429);
        kb.MapPost("review", CheckAsync)
            .Audited("knowledge.review")
            .WithName("checkArticles")
            .WithSummary("The same, and the model is asked about up to 20 contradictions, in one call; those that it denies are left out")
            .Produces<ReviewBody>()
            .ProducesProblems(400, 401, 409, 429);
        return admin;
    }

    private static async Task<IResult> GapsAsync(KnowledgeGapReport report, CancellationToken cancellationToken, int limit = 20)
    {
        if (limit is < 1 or > 500) return Problem.Invalid("limit", "limit must be a whole number from 1 to 500.");
        return TypedResults.Ok(new GapsBody([.. (await report.TopAsync(limit, cancellationToken)).Select(GapBody.From)]));
    }

    private static async Task<IResult> DraftAsync(
        string id,
        HttpContext context,
        ArticleDrafter drafter,
        CancellationToken cancellationToken
    ) =>
        await drafter.WriteAsync(id, cancellationToken) switch
        {
            ArticleDraft.Written draft => TypedResults.Ok(
                new DraftBody(draft.Id, draft.Title, draft.Markdown, draft.Questions, draft.Sources)
            ),
            ArticleDraft.Unknown => Problem.NotFound("unknown_gap", "There is no group of questions with this id; list the gaps again."),
            ArticleDraft.NoModel => NoModel("Drafts are written by a language model"),
            ArticleDraft.Busy => Problem.Later(
                context,
                StatusCodes.Status429TooManyRequests,
                "draft_in_progress",
                "Another draft is being written; drafts are written one after the other.",
                RetryDraft
            ),
            _ => Problem.Later(
                context,
                StatusCodes.Status503ServiceUnavailable,
                "model_unavailable",
                "The model wrote no article. Try again; the log and /health/ready say what is wrong with it.",
                RetryDraft
            ),
        };

    private static Task<IResult> ReviewAsync(
        HttpContext context,
        ArticleReview review,
        CancellationToken cancellationToken,
        int limit = DefaultPairs
    ) => RunAsync(context, review, limit, check: false, cancellationToken);

    private static async Task<IResult> CheckAsync(
        HttpContext context,
        ArticleReview review,
        CancellationToken cancellationToken,
        int limit = DefaultPairs
    ) =>
        review.CanCheck
            ? await RunAsync(context, review, limit, check: true, cancellationToken)
            : NoModel("Contradictions are checked by a language model");

    private static async Task<IResult> RunAsync(
        HttpContext context,
        ArticleReview review,
        int limit,
        bool check,
        CancellationToken cancellationToken
    )
    {
        if (limit is < 1 or > MaxPairs) return Problem.Invalid("limit", $"limit must be a whole number from 1 to {MaxPairs}.");
        return await review.RunAsync(limit, check, cancellationToken) is { } report
            ? TypedResults.Ok(ReviewBody.From(report))
            : Problem.Later(
                context,
                StatusCodes.Status429TooManyRequests,
                "review_in_progress",
                "The articles are being compared already; this is done for one request after the other.",
                RetryReview
            );
    }

    private static IResult NoModel(string what) =>
        Problem.Conflict("no_model", $"{what}, and this server has none: set CLAUDE_API_KEY or LLM_BASE_URL.");
}

internal sealed record GapsBody(IReadOnlyList<GapBody> Gaps);

/// <param name="Id">For a draft; it stays while its questions are kept.</param>
/// <param name="Question">The newest of the group.</param>
/// <param name="Count">How often it was asked.</param>
/// <param name="Customers">How many customers asked it.</param>
/// <param name="RatedDown">How many of them had a reply, and rated it down.</param>
/// <param name="Examples">Up to three wordings.</param>
internal sealed record GapBody(
    string Id,
    string Question,
    string Language,
    int Count,
    int Customers,
    int RatedDown,
    IReadOnlyList<string> Examples,
    double BestRelevance,
    string? NearestArticleId,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen
)
{
    public static GapBody From(GapGroup group) =>
        new(
            group.Id,
            group.Question,
            group.Language,
            group.Count,
            group.Customers,
            group.RatedDown,
            group.Examples,
            Math.Round(group.BestRelevance, 3),
            group.NearestArticleId,
            group.FirstSeen,
            group.LastSeen
        );
}

/// <param name="Id">That the article would have.</param>
/// <param name="Markdown">A file with front matter, in which the line <c>draft: true</c> keeps it from being indexed.</param>
/// <param name="Questions">The customers' questions that it is to answer.</param>
/// <param name="Sources">The articles that its facts come from.</param>
internal sealed record DraftBody(
    string Id,
    string Title,
    string Markdown,
    IReadOnlyList<string> Questions,
    IReadOnlyList<string> Sources
);

/// <param name="Denied">So many contradictions were left out, since the model denies them.</param>
/// <param name="Passages">So many passages were compared.</param>
/// <param name="IsWhole">False where there are more.</param>
internal sealed record ReviewBody(
    IReadOnlyList<DuplicateBody> Duplicates,
    IReadOnlyList<ContradictionBody> Contradictions,
    int Denied,
    int Passages,
    bool IsWhole
)
{
    public static ReviewBody From(ArticleReviewReport report) =>
        new(
            [
                .. report.Duplicates.Select(pair => new DuplicateBody(
                    ReviewedBody.From(pair.First),
                    ReviewedBody.From(pair.Second),
                    Math.Round(pair.Similarity, 3),
                    pair.Passages
                )),
            ],
            [
                .. report.Contradictions.Select(pair => new ContradictionBody(
                    pair.Kind.ToWireName(),
                    ReviewedBody.From(pair.First),
                    ReviewedBody.From(pair.Second),
                    Math.Round(pair.Similarity, 3),
                    pair.Verdict.ToWireName()
                )),
            ],
            report.Denied,
            report.Passages,
            report.IsWhole
        );
}

/// <param name="Similarity">0 to 1: of words, and of meaning where there are vectors.</param>
/// <param name="Passages">So many passages of each are alike to one of the other; the most alike are shown.</param>
internal sealed record DuplicateBody(ReviewedBody First, ReviewedBody Second, double Similarity, int Passages);

/// <param name="Kind">What they differ in: figures, or one says that it is not so.</param>
/// <param name="Similarity">0 to 1: of the words beside what differs.</param>
/// <param name="Verdict">Of the model: <c>not_asked</c> where the request did not ask it, or not about this one.</param>
internal sealed record ContradictionBody(string Kind, ReviewedBody First, ReviewedBody Second, double Similarity, string Verdict);

internal sealed record ReviewedBody(string ArticleId, string Title, string Text)
{
    public static ReviewedBody From(ReviewedText text) => new(text.ArticleId, text.Title, text.Text);
}
