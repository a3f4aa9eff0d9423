namespace CsrAgent.Knowledge.Sync;

/// <summary>How the last sync ended.</summary>
/// <param name="HasArticles">False if a source could not be read at all and there is not one article to answer from.</param>
/// <param name="Failed">What could not be read; empty before the first run.</param>
/// <param name="Shrinking">Sources that wait for a confirmation.</param>
public sealed record SyncState(bool HasArticles, IReadOnlyList<ArticleFailure> Failed, IReadOnlyList<Shrinking> Shrinking);
