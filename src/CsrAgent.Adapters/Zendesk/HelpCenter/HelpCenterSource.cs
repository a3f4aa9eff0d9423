using System.Globalization;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.HelpCenter;

/// <summary>
/// The published articles of a help center that are for everybody. The incremental export says whether anything has changed, which costs
/// one call; it tells of no archived article, so all are listed from time to time, and those that are gone go.
/// </summary>
internal sealed class HelpCenterSource(
    HelpCenterArticles articles,
    IOptions<HelpCenterOptions> options,
    IOptions<KnowledgeOptions> knowledge,
    TimeProvider time
) : IKnowledgeSource
{
    private static readonly TimeSpan ListAgainAfter = TimeSpan.FromHours(1);

    /// <summary>A change within the second in which the list was read is found again.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    // Reads follow each other: see KnowledgeSync.
    private (HelpCenterListing Listing, long At, long KnownUntil)? _last;

    public string Name => "zendesk";

    public async Task<SourceListing?> ListAsync(CancellationToken cancellationToken)
    {
        var (found, failures) = await FindAsync(cancellationToken);
        return new(string.Join(',', options.Value.Locales), found.Count, found.Keys.Select(id => new SourceEntry(id, null)), failures);
    }

    /// <summary>What was listed is at hand.</summary>
    public Task<SourceItem> ReadAsync(SourceEntry entry, string? knownVersion, CancellationToken cancellationToken) =>
        Task.FromResult<SourceItem>(new SourceItem.Found(_last!.Value.Listing.Articles[entry.Place], null));

    private async Task<HelpCenterListing> FindAsync(CancellationToken cancellationToken)
    {
        var since = _last?.KnownUntil ?? (time.GetUtcNow() - Overlap).ToUnixTimeSeconds();
        if (_last is { } last && time.GetElapsedTime(last.At) < ListAgainAfter)
        {
            var (hasChanged, until) = await articles.ReadChangesAsync(last.KnownUntil, cancellationToken);
            if (!hasChanged) return last.Listing;
            since = until;
        }
        var at = time.GetTimestamp();
        var listing = await ListAllAsync(cancellationToken);
        _last = (listing, at, since);
        return listing;
    }

    private async Task<HelpCenterListing> ListAllAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, KnowledgeArticle>(StringComparer.Ordinal);
        var failures = new List<SourceFailure>();
        foreach (var locale in options.Value.Locales)
        {
            foreach (var article in await articles.ReadAsync(locale, cancellationToken))
            {
                if (!article.IsOpen || !IsWanted(article)) continue;
                var (read, error) = ArticleRules.Check(Submission(article), knowledge.Value.MaxArticleSize);
                if (read is not null) found[read.Id] = read;
                else failures.Add(new(article.Url ?? IdOf(article), IdOf(article), $"{article.Url}: {error}"));
            }
        }
        return new(found, failures);
    }

    private bool IsWanted(HelpCenterArticle article) =>
        options.Value.Sections.Count == 0
        || (article.SectionId is { } section && options.Value.Sections.Contains(section.ToString(CultureInfo.InvariantCulture)));

    private static ArticleSubmission Submission(HelpCenterArticle article) =>
        new(
            IdOf(article),
            article.Title,
            article.Url,
            article.Section is { } section ? [.. article.Labels.Append(section).Distinct()] : article.Labels,
            article.Locale.Split('-')[0].ToLowerInvariant(),
            ArticleHtml.ToMarkdown(article.Body)
        );

    private static string IdOf(HelpCenterArticle article) => $"zendesk-{article.Id}-{article.Locale.ToLowerInvariant()}";
}
