using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Knowledge;

/// <summary>Where articles come from and how they are searched.</summary>
public sealed class KnowledgeOptions
{
    /// <summary>
    /// A folder of Markdown articles, read with its subfolders. Null reads none; default null. <c>KNOWLEDGE_BASE_PATH</c>
    /// </summary>
    public string? Path { get; set; }

    /// <summary>Passages that a turn is given. 1 to 50; default 6. <c>KNOWLEDGE_SEARCH_LIMIT</c></summary>
    [Range(1, 50)]
    public int SearchLimit { get; set; } = 6;

    /// <summary>Earlier messages that a search may take words from. 0 to 20; default 6. <c>KNOWLEDGE_CONTEXT_MESSAGES</c></summary>
    [Range(0, 20)]
    public int ContextMessages { get; set; } = 6;

    /// <summary>
    /// Largest article in characters of its body, and largest file in bytes. 1,000 to 10,000,000; default 500,000.
    /// <c>KNOWLEDGE_MAX_ARTICLE_SIZE</c>
    /// </summary>
    [Range(1_000, 10_000_000)]
    public int MaxArticleSize { get; set; } = 500_000;

    /// <summary>How often the sources are read again. 10 s to 1 day; default 5 min. <c>KNOWLEDGE_SYNC_INTERVAL</c></summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan SyncInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Wait before a source that failed is read again. 1 s to 1 h; default 30 s. <c>KNOWLEDGE_RETRY_DELAY</c></summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest that the start waits for the first sync, which then goes on beside it. 0 s to 5 min; default 5 s.
    /// <c>KNOWLEDGE_START_WAIT</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StartWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Questions without a good answer that the report is made from, newest first. 100 to 100,000; default 5,000.
    /// <c>KNOWLEDGE_GAP_LIMIT</c>
    /// </summary>
    [Range(100, 100_000)]
    public int GapLimit { get; set; } = 5_000;
}
