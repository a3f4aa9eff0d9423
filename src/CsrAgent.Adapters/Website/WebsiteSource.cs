using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Website;

/// <summary>
/// The pages of a website, found by its sitemap. They are asked for in rounds, one every <c>WEBSITE_INTERVAL</c>, at the site's pace: a
/// sync takes up a round for some time and leaves the rest of it to the next.
/// </summary>
internal sealed class WebsiteSource(
    WebsiteClient client,
    SitemapReader sitemap,
    WebsitePages pages,
    IOptions<WebsiteOptions> options,
    TimeProvider time
) : IKnowledgeSource
{
    /// <summary>Other sources wait as long.</summary>
    internal static readonly TimeSpan Budget = TimeSpan.FromMinutes(1);

    /// <summary>So many addresses one after the other did not answer: the site is unwell.</summary>
    internal const int MaxTroubles = 5;

    private readonly Dictionary<string, SourceItem> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _askedAgain = new(StringComparer.Ordinal);
    private SitemapPages? _round;
    private long _roundBegan;
    private long _syncBegan;
    private int _troubles;

    public string Name => "website";

    private bool IsTimeOver => time.GetElapsedTime(_syncBegan) > Budget;

    public async Task<SourceListing?> ListAsync(CancellationToken cancellationToken)
    {
        (_syncBegan, _troubles) = (time.GetTimestamp(), 0);
        var isOver = _round is not null && _read.Count == _round.Addresses.Count;
        if (_round is null || (isOver && time.GetElapsedTime(_roundBegan) >= options.Value.Interval))
        {
            // A long one is read in several syncs too, and meanwhile nothing is known of any page.
            var found = await sitemap.ReadAsync(() => IsTimeOver, cancellationToken);
            if (found is null) return new(options.Value.Sitemap, 1, [new SourceEntry(options.Value.Sitemap, null)], []);
            await pages.LearnMissingPageAsync(new Uri(options.Value.Sitemap), cancellationToken);
            (_round, _roundBegan) = (found, time.GetTimestamp());
            _read.Clear();
            _askedAgain.Clear();
        }
        var entries = _round.Addresses.Select(address => new SourceEntry(address, null));
        return new(options.Value.Sitemap, _round.Addresses.Count, entries, _round.Failures);
    }

    public async Task<SourceItem> ReadAsync(SourceEntry entry, string? knownVersion, CancellationToken cancellationToken)
    {
        if (_round is null || !_round.Contains(entry.Place)) return new SourceItem.Later();
        // What was found in this round is indexed by now, unless the index lost it.
        if (_read.TryGetValue(entry.Place, out var known) && (known is not SourceItem.Same || knownVersion is not null)) return known;
        if (IsTimeOver) return new SourceItem.Later();
        var item = client.IsPaused ? new SourceItem.Later() : await AskAsync(entry.Place, knownVersion, cancellationToken);
        if (item is SourceItem.Later) return item;
        // Its text is not kept.
        _read[entry.Place] = item is SourceItem.Found ? new SourceItem.Same() : item;
        return item;
    }

    private async Task<SourceItem> AskAsync(string address, string? knownVersion, CancellationToken cancellationToken)
    {
        var item = await pages.ReadAsync(address, _round!, PageVersion.Parse(knownVersion), cancellationToken);
        // It is asked for again after the pause.
        if (client.IsPaused) return new SourceItem.Later();
        _troubles = item is SourceItem.Failed && pages.IsInTrouble ? _troubles + 1 : 0;
        if (_troubles < MaxTroubles) return item;
        _read[address] = item;
        // The next sync begins with those again, once in a round: pages that are broken for good must not keep it from the others.
        var failed = _read.Where(pair => pair.Value is SourceItem.Failed).Select(pair => pair.Key).ToList();
        foreach (var place in failed.Where(_askedAgain.Add)) _read.Remove(place);
        throw new CsrAgentException(
            $"The website does not answer any more: {((SourceItem.Failed)item).Failure.Error} Its articles stay in use until it does."
        );
    }
}
