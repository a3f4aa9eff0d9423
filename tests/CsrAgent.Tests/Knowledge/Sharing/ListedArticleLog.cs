using CsrAgent.Knowledge.Sharing;

namespace CsrAgent.Tests.Knowledge.Sharing;

/// <summary>A log in memory.</summary>
internal sealed class ListedArticleLog : IArticleLog
{
    private const int Page = 100;

    private readonly List<(long Position, ArticleChange Change)> _changes = [];
    private long _last;

    public Task AppendAsync(IReadOnlyCollection<ArticleChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            _changes.RemoveAll(known => known.Change.Id == change.Id);
            _changes.Add((++_last, change));
        }
        return Task.CompletedTask;
    }

    public Task<ArticleLogPage> ReadAsync(long after, CancellationToken cancellationToken)
    {
        var from = after > _last ? 0 : after;
        var found = _changes.Where(known => known.Position > from).Take(Page).ToList();
        return Task.FromResult(
            found.Count == 0
                ? new ArticleLogPage([], after, HasMore: false)
                : new ArticleLogPage([.. found.Select(known => known.Change)], found[^1].Position, found.Count == Page)
        );
    }
}
