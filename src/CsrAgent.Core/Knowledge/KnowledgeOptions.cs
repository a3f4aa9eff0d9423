using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Knowledge;

/// <summary>Where articles come from and how they are searched.</summary>
[SettingGroup("Knowledge")]
public sealed class KnowledgeOptions
{
    [Setting("KNOWLEDGE_BASE_PATH", "Folder of articles (Markdown, HTML, PDF, Word) and its subfolders. `./run` sets the sample articles.")]
    public string? Path { get; set; }

    [Setting("KNOWLEDGE_SEARCH_LIMIT", "Passages that a turn is given.")]
    [Range(1, 50)]
    public int SearchLimit { get; set; } = 6;

    [Setting("KNOWLEDGE_CONTEXT_MESSAGES", "Earlier messages that a search may take words from.")]
    [Range(0, 20)]
    public int ContextMessages { get; set; } = 6;

    [Setting("KNOWLEDGE_MAX_ARTICLE_SIZE", "The largest article in characters, and the largest Markdown file in bytes.")]
    [Range(1_000, 10_000_000)]
    public int MaxArticleSize { get; set; } = 500_000;

    [Setting("KNOWLEDGE_MAX_FILE_SIZE", "The largest HTML, PDF or Word file in bytes, and the largest page of a website.")]
    [Range(1_000, 500_000_000)]
    public int MaxFileSize { get; set; } = 20_000_000;

    [Setting("KNOWLEDGE_MAX_PAGES", "The most pages of a PDF file.")]
    [Range(1, 10_000)]
    public int MaxPages { get; set; } = 300;

    [Setting("KNOWLEDGE_SYNC_INTERVAL", "How often the sources are read again.")]
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan SyncInterval { get; set; } = TimeSpan.FromMinutes(5);

    [Setting("KNOWLEDGE_RETRY_DELAY", "Delay before a source that failed is read again.")]
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    [Setting("KNOWLEDGE_START_WAIT", "How long the start waits for the first sync, which then goes on in the background.")]
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StartWait { get; set; } = TimeSpan.FromSeconds(5);

    [Setting(
        "KNOWLEDGE_MAX_SHRINK",
        "The share of a source's articles that may vanish from it at once; where more do, or all, they stay until somebody confirms it. "
            + "Ten always may, unless they are all."
    )]
    [Range(0.0, 1.0)]
    public double MaxShrink { get; set; } = 0.3;

    [Setting("KNOWLEDGE_STALE_AFTER", "A source that was not synced for so long counts as stale.")]
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromHours(1);

    [Setting("KNOWLEDGE_GAP_LIMIT", "Unanswered questions that the gap report is made from, newest first.")]
    [Range(100, 100_000)]
    public int GapLimit { get; set; } = 5_000;
}
