using Microsoft.Extensions.Logging;

namespace CsrAgent.Knowledge.Sync;

/// <summary>
/// Brings one source's articles into the index. Reads only what has changed, and holds the texts of one batch in memory, however many
/// there are.
/// </summary>
public sealed class SourceSync(
    IKnowledgeIndex index,
    SourceMemories memories,
    ShrinkGuard guard,
    TimeProvider time,
    ILogger<SourceSync> logger
)
{
    // An index does as much work for one article as for a batch.
    private const int MaxBatchLength = 32_000_000;

    // Below this, single writes into the live generation are cheaper than building a new one.
    private const int SwapFrom = 20;

    /// <param name="others">Names of the other sources.</param>
    /// <param name="begin">Called with the number of entries.</param>
    /// <param name="advance">Called for each of them.</param>
    /// <returns>Null if the source is not configured.</returns>
    internal async Task<SourceResult?> RunAsync(
        IKnowledgeSource source,
        IReadOnlySet<string> others,
        Action<int> begin,
        Action advance,
        CancellationToken cancellationToken
    )
    {
        SourceListing? listing;
        try
        {
            listing = await source.ListAsync(cancellationToken);
        }
        // Whatever goes wrong in a source, the other sources and the indexed articles stay in use.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return SourceResult.Unreadable(source.Name, Explain(source.Name, e));
        }
        if (listing is null) return null;
        begin(listing.Count);
        var memory = await memories.ReadAsync(source, cancellationToken);
        var run = new SourceRun(source.Name, await index.ListAsync(cancellationToken), others, memory);
        foreach (var failure in listing.Failures) run.Fail(failure, null, null);
        var (read, isWhole, fault) = await ReadAsync(source, listing, run, advance, cancellationToken);
        var batch = run.WithoutRepeated(read);

        var vanished = fault is null ? run.FindVanished() : [];
        // Another folder, or another site: the operator has set it.
        var isMoved = memory.Origin is { } origin && origin != listing.Origin;
        var shrinking = isMoved ? null : await guard.FindAsync(source.Name, run.Indexed, vanished.Count, cancellationToken);
        if (shrinking is not null) vanished = [];
        fault ??= shrinking?.Explanation;
        await WriteAsync(source.Name, run, batch, vanished, isWhole && fault is null, cancellationToken);
        // Until all of another folder or site was read, it still is another one.
        var (isDone, isRead) = (fault is null && !run.IsPartial, fault is null || shrinking is not null);
        var entries = isRead && !run.IsPartial ? run.Entries : run.EntriesAndRest();
        await memories.KeepAsync(source, new(isDone ? listing.Origin : memory.Origin, entries), cancellationToken);
        return Report(source.Name, run, vanished.Count, fault, shrinking);
    }

    /// <returns>The last batch, whether it is the only one, and why the source broke off, if it did.</returns>
    private async Task<(List<KnowledgeArticle> Batch, bool IsWhole, string? Fault)> ReadAsync(
        IKnowledgeSource source,
        SourceListing listing,
        SourceRun run,
        Action advance,
        CancellationToken cancellationToken
    )
    {
        var batch = new List<KnowledgeArticle>();
        var (length, isWhole) = (0, true);
        foreach (var entry in listing.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            advance();
            if (run.TrySkip(entry)) continue;
            SourceItem item;
            try
            {
                item = await source.ReadAsync(entry, run.VersionOf(entry), cancellationToken);
            }
            // As above. What was read so far is good.
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                return (batch, false, Explain(source.Name, e));
            }
            if (run.Take(entry, item) is not { } article) continue;
            batch.Add(article);
            length += article.Body.Length;
            if (length < MaxBatchLength) continue;
            await index.UpsertAsync(run.WithoutRepeated(batch), time.GetUtcNow(), cancellationToken);
            (length, isWhole) = (0, false);
            batch.Clear();
        }
        return (batch, isWhole, null);
    }

    private string Explain(string source, Exception error)
    {
        logger.LogError(error, "Knowledge source {Source} could not be read; its indexed articles stay in use until it can", source);
        return error is CsrAgentException
            ? error.Message
            : $"The source could not be read ({error.GetType().Name}); the log has the details.";
    }

    private async Task WriteAsync(
        string source,
        SourceRun run,
        List<KnowledgeArticle> batch,
        IReadOnlyList<string> vanished,
        bool maySwap,
        CancellationToken cancellationToken
    )
    {
        // Everything that the source holds is in the batch: one step for all.
        if (maySwap && batch.Count >= SwapFrom && run.Unchanged == 0 && run.Failed.Count == 0 && !run.IsPartial)
        {
            await index.SwapAsync(source, batch, time.GetUtcNow(), cancellationToken);
            return;
        }
        if (batch.Count > 0) await index.UpsertAsync(batch, time.GetUtcNow(), cancellationToken);
        foreach (var id in vanished) await index.DeleteAsync(id, source, cancellationToken);
    }

    private SourceResult Report(string source, SourceRun run, int deleted, string? fault, Shrinking? shrinking)
    {
        foreach (var failure in run.Failed)
        {
            logger.LogWarning("Article {Article} of {Source} was left out: {Error}", failure.Id, source, failure.Error);
        }
        if (run.Changed + deleted > 0)
        {
            logger.LogInformation(
                "Knowledge source {Source}: {Indexed} articles indexed, {Unchanged} unchanged, {Deleted} deleted, {Failed} failed",
                source,
                run.Changed,
                run.Unchanged,
                deleted,
                run.Failed.Count
            );
        }
        if (shrinking is not null) logger.LogWarning("Knowledge source {Source} shrank: {Explanation}", source, shrinking.Explanation);
        IReadOnlyList<ArticleFailure> failed = fault is null ? run.Failed : [.. run.Failed, new(source, fault)];
        var isAllKnown = !run.IsPartial && (fault is null || shrinking is not null);
        int? articles = isAllKnown ? run.Changed + run.Unchanged : null;
        return new(new SyncReport(run.Changed, run.Unchanged, deleted, failed), articles, run.IsPartial, fault, shrinking);
    }
}
