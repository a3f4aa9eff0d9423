namespace CsrAgent.Knowledge;

/// <summary>
/// A place that articles come from: a folder, a help center. Read whole at every sync. One article that cannot be read is a
/// <see cref="SourceFailure"/>; a source that cannot be read at all throws a <see cref="CsrAgentException"/>, and what was indexed from it
/// stays.
/// </summary>
public interface IKnowledgeSource
{
    /// <summary>Unique and stable; kept with each article as its <see cref="KnowledgeArticle.Source"/>.</summary>
    string Name { get; }

    /// <summary>Everything that the source holds now. Null where it is not configured: nothing is added then, and nothing removed.</summary>
    Task<SourceListing?> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="Articles">Ids are unique.</param>
/// <param name="Failures">What could not be read.</param>
public sealed record SourceListing(IReadOnlyList<KnowledgeArticle> Articles, IReadOnlyList<SourceFailure> Failures);

/// <param name="Place">Where to look: a path or an id as staff know it.</param>
/// <param name="ArticleId">The article that it is about, where that is known; its last good version stays indexed.</param>
/// <param name="Error">What is wrong and what to do. May be shown to staff.</param>
public sealed record SourceFailure(string Place, string? ArticleId, string Error);
