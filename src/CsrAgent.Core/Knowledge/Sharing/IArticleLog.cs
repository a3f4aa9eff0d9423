namespace CsrAgent.Knowledge.Sharing;

/// <summary>
/// The articles of the articles API, for processes that each have an index of their own: what one of them accepts, all others follow.
/// Keeps the latest state of each article. Safe to call from many threads.
/// </summary>
public interface IArticleLog
{
    /// <summary>Adds changes in their order, all or none; durable when it returns.</summary>
    Task AppendAsync(IReadOnlyCollection<ArticleChange> changes, CancellationToken cancellationToken);

    /// <summary>
    /// Some of the articles that were changed after a position, in the order of their last change. From 0: all that ever came.
    /// </summary>
    /// <remarks>A log that was lost and begun again is read from its beginning, whatever the position.</remarks>
    Task<ArticleLogPage> ReadAsync(long after, CancellationToken cancellationToken);
}
