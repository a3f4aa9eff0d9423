using CsrAgent.Knowledge.Sharing;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Knowledge.Sync;

/// <summary>
/// Updates the index from the sources. Safe to call from many threads: runs are serialized, so that a caller's report always covers the
/// sources' state at the time of the call.
/// </summary>
public sealed class KnowledgeSync(
    IEnumerable<IKnowledgeSource> sources,
    IKnowledgeIndex index,
    BuilderLease lease,
    TimeProvider time,
    ILogger<KnowledgeSync> logger
) : IDisposable
{
    private readonly IKnowledgeSource[] _sources = [.. sources];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile SyncState _state = new(HasArticles: true, []);

    /// <summary>How the last run ended: read it once, since another run may end at any time.</summary>
    public SyncState State => _state;

    /// <summary>
    /// Reads all sources once. A source that cannot be read is named in <see cref="SyncReport.Failed"/> and its articles stay; throws
    /// only when the index itself fails.
    /// </summary>
    public async Task<SyncReport> RunAsync(CancellationToken cancellationToken) => (await RunOnceAsync(cancellationToken)).Report;

    /// <summary>The same, and whether every source could be read.</summary>
    internal async Task<(SyncReport Report, bool Complete)> RunOnceAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await EnsureBuilderAsync(cancellationToken);
            var report = SyncReport.Empty;
            var complete = true;
            foreach (var source in _sources)
            {
                // Another process may have taken over, if this one stood still meanwhile.
                if (!lease.IsHeld) throw new CsrAgentException("Another process syncs the sources from now on.");
                var (part, read) = await RunAsync(source, cancellationToken);
                report = report.Plus(part);
                complete &= read;
            }
            _state = new(complete || await index.HasArticlesAsync(cancellationToken), report.Failed);
            return (report, complete);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task EnsureBuilderAsync(CancellationToken cancellationToken)
    {
        if (lease.IsHeld || await lease.RenewAsync(cancellationToken)) return;
        throw new CsrAgentException(
            "Another process syncs the sources into the shared index, every KNOWLEDGE_SYNC_INTERVAL; this one only searches it."
        );
    }

    private async Task<(SyncReport, bool Read)> RunAsync(IKnowledgeSource source, CancellationToken cancellationToken)
    {
        SourceListing? listing;
        try
        {
            listing = await source.ReadAsync(cancellationToken);
        }
        // Whatever goes wrong in a source, the other sources and the indexed articles stay in use.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogError(e, "Knowledge source {Source} could not be read; its indexed articles stay in use until it can", source.Name);
            var error = e is CsrAgentException ? e.Message : $"The source could not be read ({e.GetType().Name}); the log has the details.";
            return (SyncReport.Empty with { Failed = [new ArticleFailure(source.Name, error)] }, false);
        }
        return (listing is null ? SyncReport.Empty : await ApplyAsync(source.Name, listing, cancellationToken), true);
    }

    private async Task<SyncReport> ApplyAsync(string source, SourceListing listing, CancellationToken cancellationToken)
    {
        var others = _sources.Select(each => each.Name).Where(name => name != source).ToHashSet();
        var plan = SyncPlan.Of(source, listing, await index.ListAsync(cancellationToken), others);
        if (plan.Swap)
        {
            await index.SwapAsync(
                source,
                listing.Articles.Select(article => article with { Source = source }).ToList(),
                time.GetUtcNow(),
                cancellationToken
            );
        }
        else
        {
            await WriteAsync(plan, cancellationToken);
        }

        foreach (var failure in plan.Failed)
        {
            logger.LogWarning("Article {Article} of {Source} was left out: {Error}", failure.Id, source, failure.Error);
        }
        if (plan.Changed.Count + plan.Vanished.Count > 0)
        {
            logger.LogInformation(
                "Knowledge source {Source}: {Indexed} articles indexed, {Unchanged} unchanged, {Deleted} deleted, {Failed} failed",
                source,
                plan.Changed.Count,
                plan.Unchanged,
                plan.Vanished.Count,
                plan.Failed.Count
            );
        }
        return new SyncReport(plan.Changed.Count, plan.Unchanged, plan.Vanished.Count, plan.Failed);
    }

    private async Task WriteAsync(SyncPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Changed.Count > 0) await index.UpsertAsync(plan.Changed, time.GetUtcNow(), cancellationToken);
        foreach (var id in plan.Vanished) await index.DeleteAsync(id, cancellationToken);
    }
}
