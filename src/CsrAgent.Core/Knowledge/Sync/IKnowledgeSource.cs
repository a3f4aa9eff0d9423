namespace CsrAgent.Knowledge.Sync;

/// <summary>
/// A place that articles come from: a folder, a help center. Read whole at every sync. One article that cannot be read is a
/// <see cref="SourceFailure"/>; a source that cannot be read at all throws a <see cref="CsrAgentException"/>, and what was indexed from it
/// stays.
/// </summary>
public interface IKnowledgeSource
{
    /// <summary>Unique and stable; kept with each article as its <see cref="KnowledgeArticle.Source"/>.</summary>
    string Name { get; }

    /// <summary>
    /// Everything that the source holds now. Null where it is not configured: nothing is added then, and nothing removed.
    /// </summary>
    Task<SourceListing?> ReadAsync(CancellationToken cancellationToken);
}
