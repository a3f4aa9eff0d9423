using CsrAgent.Adapters.Zendesk.Api;

namespace CsrAgent.Adapters.Zendesk.HelpCenter;

/// <summary>The calls about the help center. Each throws <see cref="ZendeskException"/>.</summary>
internal sealed class HelpCenterArticles(ZendeskApi api)
{
    private const int PageSize = 100;

    /// <summary>More than any help center has: an answer that leads back to itself comes to an end.</summary>
    private const int MaxPages = 1_000;

    /// <summary>All articles in a locale, drafts and restricted ones included.</summary>
    public async Task<IReadOnlyList<HelpCenterArticle>> ReadAsync(string locale, CancellationToken cancellationToken)
    {
        var articles = new List<HelpCenterArticle>();
        var sections = new Dictionary<long, string>();
        string? cursor = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var after = cursor is null ? "" : $"&page[after]={Uri.EscapeDataString(cursor)}";
            var path = $"api/v2/help_center/{locale}/articles?page[size]={PageSize}&include=sections{after}";
            var answer = await api.GetAsync(path, cancellationToken);
            foreach (var section in answer.Items("sections"))
            {
                if (section.Id("id") is { } id && section.Text("name") is { } name) sections[id] = name;
            }
            articles.AddRange(answer.Items("articles").Select(HelpCenterArticle.Read).OfType<HelpCenterArticle>());
            cursor = answer.Find("meta")?.Text("after_cursor");
            if (cursor is null || answer.Find("meta")?.Flag("has_more") is not true) break;
        }
        return [.. articles.Select(article => article with { Section = sections.GetValueOrDefault(article.SectionId ?? 0) })];
    }

    /// <summary>Whether an article has changed since, and until when that is known.</summary>
    public async Task<(bool HasChanged, long Until)> ReadChangesAsync(long since, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync($"api/v2/help_center/incremental/articles?start_time={since}", cancellationToken);
        return (answer.Items("articles").Any(), answer.Id("end_time") is { } end && end > since ? end : since);
    }
}
