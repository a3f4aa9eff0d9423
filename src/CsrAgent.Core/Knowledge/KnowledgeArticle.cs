namespace CsrAgent.Knowledge;

/// <summary>One help article. <paramref name="Body"/> is Markdown.</summary>
/// <param name="Id">Unique, 1 to 128 characters.</param>
/// <param name="Language">ISO 639-1; "en" where the source does not say.</param>
public sealed record KnowledgeArticle(string Id, string Title, string? Url, IReadOnlyList<string> Tags, string Language, string Body)
{
    /// <summary>The <see cref="Source"/> of articles that came through the articles API. No sync deletes or overwrites them.</summary>
    public const string ApiSource = "api";

    /// <summary>The <see cref="IKnowledgeSource.Name"/> of where it came from. Not part of its content: see <see cref="ArticleHash"/>.</summary>
    public string Source { get; init; } = ApiSource;
}

/// <summary>An article as an answer names it.</summary>
/// <param name="RelevanceScore">0..1; comparable between queries.</param>
public sealed record ArticleReference(string Id, string Title, string? Url, double RelevanceScore);

/// <summary>A place that an answer stands on.</summary>
/// <param name="Quote">Words of the article, as they stand there.</param>
public sealed record Citation(string ArticleId, string Quote);

/// <summary>A piece of an article small enough to be read at a glance; what is searched and shown to the model.</summary>
/// <param name="Index">Place within its article, from 0.</param>
/// <param name="Heading">The heading that it stands under, or null.</param>
/// <param name="Text">Markdown.</param>
public sealed record Passage(string ArticleId, int Index, string? Heading, string Text);

/// <summary>A passage that a search found.</summary>
/// <param name="Relevance">0..1; comparable between queries: how much of what was asked for the passage and its article hold.</param>
public sealed record PassageHit(Passage Passage, string Title, string? Url, string Language, double Relevance)
{
    public string ArticleId => Passage.ArticleId;
}
