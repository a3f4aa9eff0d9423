using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.Website;

/// <summary>A website whose pages are articles.</summary>
[SettingGroup("Website")]
public sealed class WebsiteOptions
{
    [Setting(
        "WEBSITE_SITEMAP",
        "Sitemap of a website whose pages the agent answers from, such as https://example.com/sitemap.xml. Without it none is read."
    )]
    public string Sitemap { get; set; } = "";

    [Setting("WEBSITE_PATHS", "Beginnings of the only paths that are read, such as /help/,/faq; none for all.")]
    public IReadOnlyList<string> Paths { get; set; } = [];

    [Setting("WEBSITE_MAX_PAGES", "The most pages that are read, in the order of the sitemap.")]
    [Range(1, 100_000)]
    public int MaxPages { get; set; } = 2_000;

    [Setting("WEBSITE_INTERVAL", "How often the pages are asked for anew.")]
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    [Setting("WEBSITE_PACE", "The pause between two requests; a longer `Crawl-delay` in robots.txt counts, up to 30 s.")]
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Pace { get; set; } = TimeSpan.FromMilliseconds(500);

    [Setting("WEBSITE_TIMEOUT", "Time limit for one request.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    [Setting(
        "WEBSITE_ALLOW_PRIVATE",
        "Whether the website may have an address of a private network, of this machine, or another that the internet does not reach."
    )]
    public bool AllowPrivate { get; set; }
}
