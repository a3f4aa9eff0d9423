using CsrAgent.Knowledge;

namespace CsrAgent.Host.Configuration;

/// <summary>Where articles come from and how they are searched.</summary>
internal static class KnowledgeSettings
{
    private const string Group = "Knowledge";

    public static IEnumerable<Setting> All { get; } =
        [
            Setting.Of<KnowledgeOptions>(
                Group,
                "KNOWLEDGE_BASE_PATH",
                "none",
                "Folder of Markdown articles, read with its subfolders. `./run` sets the sample articles.",
                (o, v) => o.Path = v
            ),
            Setting.Of<KnowledgeOptions>(
                Group,
                "KNOWLEDGE_SYNC_INTERVAL",
                "5m",
                "How often the sources are read again; 10 s to 1 d.",
                (o, v) => o.SyncInterval = Setting.Duration(v)
            ),
            Setting.Of<KnowledgeOptions>(
                Group,
                "KNOWLEDGE_RETRY_DELAY",
                "30s",
                "Wait before a source that failed is read again; 1 s to 1 h.",
                (o, v) => o.RetryDelay = Setting.Duration(v)
            ),
            Setting.Of<KnowledgeOptions>(
                Group,
                "KNOWLEDGE_START_WAIT",
                "5s",
                "Longest that the start waits for the first reading, which then goes on beside it; 0 s to 5 min.",
                (o, v) => o.StartWait = Setting.Duration(v)
            ),
            Setting.Of<KnowledgeOptions>(
                Group,
                "KNOWLEDGE_SEARCH_LIMIT",
                "6",
                "Passages that a turn is given; 1 to 50.",
                (o, v) => o.SearchLimit = Setting.Whole(v)
            ),
            Setting.Of<KnowledgeOptions>(
                Group,
                "KNOWLEDGE_CONTEXT_MESSAGES",
                "6",
                "Earlier messages that a search may take words from; 0 to 20.",
                (o, v) => o.ContextMessages = Setting.Whole(v)
            ),
            Setting.Of<KnowledgeOptions>(
                Group,
                "KNOWLEDGE_MAX_ARTICLE_SIZE",
                "500000",
                "Largest article in characters, and largest file in bytes; 1000 to 10000000.",
                (o, v) => o.MaxArticleSize = Setting.Whole(v)
            ),
            Setting.Of<KnowledgeOptions>(
                Group,
                "KNOWLEDGE_GAP_LIMIT",
                "5000",
                "Unanswered questions that the gap report is made from, newest first; 100 to 100000.",
                (o, v) => o.GapLimit = Setting.Whole(v)
            ),
        ];
}
