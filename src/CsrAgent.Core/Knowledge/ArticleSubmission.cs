namespace CsrAgent.Knowledge;

/// <summary>An article as a client of the API sends it, not validated yet.</summary>
/// <param name="Body">Markdown.</param>
public sealed record ArticleSubmission(
    string? Id,
    string? Title,
    string? Url,
    IReadOnlyList<string?>? Tags,
    string? Language,
    string? Body
)
{
    /// <inheritdoc cref="KnowledgeArticle.Entity"/>
    public string? Entity { get; init; }
}
