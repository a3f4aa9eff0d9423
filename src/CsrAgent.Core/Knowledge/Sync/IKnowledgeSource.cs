namespace CsrAgent.Knowledge.Sync;

/// <summary>
/// A source of articles: a folder, a help center. Read completely at every sync. One article that cannot be read is a
/// <see cref="SourceFailure"/>; a source that cannot be read at all throws a <see cref="CsrAgentException"/>, and its indexed articles
/// stay.
/// </summary>
public interface IKnowledgeSource
{
    /// <summary>Unique and stable; kept with each article as its <see cref="KnowledgeArticle.Source"/>.</summary>
    string Name { get; }

    /// <summary>Everything that the source contains now. Null if it is not configured: then nothing is added or removed.</summary>
    Task<SourceListing?> ReadAsync(CancellationToken cancellationToken);
}
