namespace CsrAgent.Knowledge.Sync;

/// <summary>
/// A source of articles: a folder, a help center. It is listed completely at every sync, and only what may have changed is read. One
/// article that cannot be read is a <see cref="SourceFailure"/>; a source that cannot be listed at all, or that breaks off while it is
/// read, throws a <see cref="CsrAgentException"/>, and its indexed articles stay. Called by one caller at a time.
/// </summary>
public interface IKnowledgeSource
{
    /// <summary>Unique and stable; kept with each article as its <see cref="KnowledgeArticle.Source"/>.</summary>
    string Name { get; }

    /// <summary>What the source contains now, without its texts. Null if it is not configured: then nothing is added or removed.</summary>
    Task<SourceListing?> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads one entry of the last listing.</summary>
    /// <param name="knownVersion">
    /// The <see cref="SourceItem.Found.Version"/> of what is indexed of it; null where nothing is. The source may answer
    /// <see cref="SourceItem.Same"/> if that is still what it holds.
    /// </param>
    Task<SourceItem> ReadAsync(SourceEntry entry, string? knownVersion, CancellationToken cancellationToken);
}
