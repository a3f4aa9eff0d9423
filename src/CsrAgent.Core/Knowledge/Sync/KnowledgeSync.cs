using CsrAgent.Knowledge.Sharing;
using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Sync;

/// <summary>
/// Updates the index from the sources. Safe to call from many threads: runs are serialized, so that a caller's report always covers the
/// sources' state at the time of the call.
/// </summary>
/// <remarks>Six constructor parameters: what is read, where to, who may, how, and how it stands.</remarks>
public sealed class KnowledgeSync(
    IEnumerable<IKnowledgeSource> sources,
    IKnowledgeIndex index,
    BuilderLease lease,
    SourceSync sync,
    IOptions<KnowledgeOptions> options,
    TimeProvider time
) : IDisposable
{
    private readonly (IKnowledgeSource Source, SourceState State)[] _sources =
    [
        .. sources.Select(source => (source, new SourceState(source.Name, time.GetUtcNow()))),
    ];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile SyncState _state = new(HasArticles: true, [], []);

    /// <summary>How the last run ended: read it once, since another run may end at any time.</summary>
    public SyncState State => _state;

    /// <summary>Whether this process reads the sources, as far as it knows.</summary>
    public bool IsBuilder => lease.IsHeld;

    /// <summary>Whether there is such a source, configured or not.</summary>
    public bool HasSource(string name) => Array.Exists(_sources, each => each.Source.Name == name);

    /// <summary>The configured sources, as this process knows them.</summary>
    public IReadOnlyList<SourceStatus> ReadStatus() =>
        [.. _sources.Select(each => each.State.Read(time.GetUtcNow(), options.Value.StaleAfter)).OfType<SourceStatus>()];

    /// <summary>
    /// Syncs all sources once. A source that cannot be read is named in <see cref="SyncReport.Failed"/> and its articles stay; throws
    /// only when the index itself fails.
    /// </summary>
    public async Task<SyncReport> RunAsync(CancellationToken cancellationToken) =>
        (await RunOnceAsync(() => { }, cancellationToken)).Report;

    /// <summary>The same, and whether every source could be read.</summary>
    /// <param name="advance">Called as it goes on.</param>
    internal async Task<(SyncReport Report, bool Complete)> RunOnceAsync(Action advance, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await EnsureBuilderAsync(cancellationToken);
            var report = SyncReport.Empty;
            var complete = true;
            var shrinking = new List<Shrinking>();
            foreach (var (source, state) in _sources)
            {
                // Another process may have taken over, if this one stood still meanwhile.
                if (!lease.IsHeld) throw new CsrAgentException("Another process syncs the sources from now on.");
                if (await RunAsync(source, state, advance, cancellationToken) is not { } result) continue;
                report = report.Plus(result.Report);
                complete &= result.IsComplete;
                if (result.Shrinking is { } found) shrinking.Add(found);
            }
            _state = new(complete || await index.HasArticlesAsync(cancellationToken), report.Failed, shrinking);
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

    private async Task<SourceResult?> RunAsync(
        IKnowledgeSource source,
        SourceState state,
        Action advance,
        CancellationToken cancellationToken
    )
    {
        var others = _sources.Select(each => each.Source.Name).Where(name => name != source.Name).ToHashSet();
        SourceResult? result = null;
        try
        {
            result = await sync.RunAsync(source, others, state.Begin, Advance, cancellationToken);
        }
        finally
        {
            // Null also if the index failed.
            state.End(result, time.GetUtcNow());
        }
        return result;

        void Advance()
        {
            state.Advance();
            advance();
        }
    }
}
