using CsrAgent.Adapters.Claude;
using CsrAgent.Adapters.OpenAi;
using CsrAgent.Adapters.Polly;
using CsrAgent.Adapters.Sqlite;
using CsrAgent.Answering;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Host.Chat;
using CsrAgent.Host.Identity;
using CsrAgent.Knowledge;
using CsrAgent.Turns;

namespace CsrAgent.Host.Configuration;

/// <summary>Every setting there is, in the order of docs/configuration.md.</summary>
internal static class Settings
{
    private const string Server = "Server", Access = "Access", Model = "Model", Answers = "Answers", Knowledge = "Knowledge", Work = "Work", Keeping = "Keeping", Watching = "Watching";

    public static readonly IReadOnlyList<Setting> All =
    [
        Setting.Of<ServerOptions>(Server, "PORT", "8080", "Port of the HTTP server; 0 takes a free one.", (o, v) => o.Port = Setting.Whole(v)),
        Setting.Of<ServerOptions>(Server, "BIND_ADDRESS", "0.0.0.0", "Address that the server listens on.", (o, v) => o.BindAddress = v),
        Setting.Of<SqliteOptions>(Server, "DATA_DIR", "data", "Folder for everything that the server keeps; one server a folder.", (o, v) => o.DataDirectory = v),
        Setting.Of<ServerOptions>(Server, "CORS_ORIGINS", "none", "Origins whose pages may embed the widget, separated by commas; * allows all.", (o, v) => o.CorsOrigins = Setting.List(v)),
        Setting.Of<ChatOptions>(Server, "CHAT_TIMEOUT", "30s", "Wait of a JSON request before it gets 202; 1 s to 10 min.", (o, v) => o.Timeout = Setting.Duration(v)),
        Setting.Of<ChatOptions>(Server, "STREAM_TIMEOUT", "10m", "Time that an event stream stays open for its turn; 1 min to 1 h.", (o, v) => o.StreamTimeout = Setting.Duration(v)),
        Setting.Of<IdentityOptions>(Access, "API_KEY", "made at the first start", "Admin keys, separated by commas; unset: one is kept in DATA_DIR/api-key.", (o, v) => o.ApiKey = v),
        Setting.Of<IdentityOptions>(Access, "CHAT_AUTH", "open", "`open`: whoever knows a session id may use it (for trying out). `token`: every call needs the session's token.", (o, v) => o.ChatAuth = ChatAuthOf(v)),
        Setting.Of<IdentityOptions>(Access, "SESSION_TOKEN_TTL", "24h", "How long a session token holds.", (o, v) => o.SessionTokenTtl = Setting.Duration(v)),
        Setting.Of<ServerOptions>(Access, "SECRET_KEY", "made at the first start", "At least 32 random bytes from which tokens and card pseudonyms are keyed; unset: kept in DATA_DIR/secret.key.", (o, v) => o.SecretKey = v),
        Setting.Of<RateLimitOptions>(Access, "RATE_LIMIT_PER_USER", "300", "Messages a minute from one customer; 0 for no limit.", (o, v) => o.PerUser = Setting.Whole(v)),
        Setting.Of<RateLimitOptions>(Access, "RATE_LIMIT_GLOBAL", "600000", "Messages a minute from all customers; 0 for no limit.", (o, v) => o.Global = Setting.Whole(v)),
        Setting.Of<ClaudeOptions>(Model, "CLAUDE_API_KEY", "none", "Key of the Claude API. Without it (and without LLM_BASE_URL) answers come from the articles directly.", (o, v) => o.ApiKey = v),
        Setting.Of<ClaudeOptions>(Model, "CLAUDE_MODEL", "claude-sonnet-5-5", "Model that answers.", (o, v) => o.Model = v),
        Setting.Of<ClaudeOptions>(Model, "CLAUDE_FALLBACK_MODELS", "none", "Models that stand in, in this order, separated by commas.", (o, v) => o.FallbackModels = Setting.List(v)),
        Setting.Of<ClaudeOptions>(Model, "CLAUDE_BASE_URL", "https://api.anthropic.com", "Where the Messages API is, without /v1.", (o, v) => o.BaseUrl = v),
        Setting.Of<ClaudeOptions>(Model, "CLAUDE_MAX_TOKENS", "1024", "Longest answer in tokens.", (o, v) => o.MaxOutputTokens = Setting.Whole(v)),
        Setting.Of<OpenAiOptions>(Model, "LLM_BASE_URL", "none", "Any OpenAI-compatible endpoint, used where there is no CLAUDE_API_KEY.", (o, v) => o.BaseUrl = v),
        Setting.Of<OpenAiOptions>(Model, "LLM_MODEL", "none", "Its model.", (o, v) => o.Model = v),
        Setting.Of<OpenAiOptions>(Model, "LLM_API_KEY", "none", "Its key; local servers need none.", (o, v) => o.ApiKey = v),
        Setting.Of<AnsweringOptions>(Answers, "COMPANY_NAME", "the company", "Whom the agent speaks for.", (o, v) => o.CompanyName = v),
        Setting.Of<AnsweringOptions>(Answers, "MIN_CONFIDENCE", "0.35", "Below it the agent asks back, then offers a person; 0 to 1.", (o, v) => o.MinConfidence = Setting.Fraction(v)),
        Setting.Of<AnsweringOptions>(Answers, "MAX_MODEL_CALLS", "6", "Model calls in one turn; 1 to 20.", (o, v) => o.MaxModelCalls = Setting.Whole(v)),
        Setting.Of<KnowledgeOptions>(Knowledge, "KNOWLEDGE_BASE_PATH", "none", "Folder of Markdown articles, read with its subfolders. `./run` sets the sample articles.", (o, v) => o.Path = v),
        Setting.Of<KnowledgeOptions>(Knowledge, "KNOWLEDGE_SYNC_INTERVAL", "5m", "How often the sources are read again; 10 s to 1 d.", (o, v) => o.SyncInterval = Setting.Duration(v)),
        Setting.Of<TurnOptions>(Work, "MAX_CONCURRENT_CHATS", "10000", "Turns in flight in this process.", (o, v) => o.MaxConcurrentChats = Setting.Whole(v)),
        Setting.Of<TurnOptions>(Work, "MESSAGE_QUEUE_SIZE", "100000", "Waiting messages, beyond which new ones get 503 with Retry-After.", (o, v) => o.MessageQueueSize = Setting.Whole(v)),
        Setting.Of<TurnOptions>(Work, "WORKER_POOL_SIZE", "100", "Worker loops; each carries many turns at once.", (o, v) => o.WorkerPoolSize = Setting.Whole(v)),
        Setting.Of<TurnOptions>(Work, "TURN_TIMEOUT", "60s", "Longest time for one attempt at a turn; 1 s to 10 min.", (o, v) => o.TurnTimeout = Setting.Duration(v)),
        Setting.Of<TurnOptions>(Work, "LEASE_TIME", "30s", "How long a turn's lease holds without a heartbeat; 1 s to 10 min.", (o, v) => o.LeaseTime = Setting.Duration(v)),
        Setting.Of<TurnOptions>(Work, "MAX_ATTEMPTS", "4", "Attempts after which a turn is given up and its conversation goes to a person.", (o, v) => o.MaxAttempts = Setting.Whole(v)),
        Setting.Of<TurnOptions>(Work, "MAX_SILENCE", "3m", "Longest that a customer waits before being told and handed to a person; 5 s to 1 h.", (o, v) => o.MaxSilence = Setting.Duration(v)),
        Setting.Of<TurnOptions>(Work, "SHUTDOWN_TIMEOUT", "20s", "Time that a stop gives to turns in flight; at most 5 min.", (o, v) => o.ShutdownTimeout = Setting.Duration(v)),
        Setting.Of<OutboxOptions>(Work, "DELIVERY_TIMEOUT", "15s", "Longest time for one send to a channel.", (o, v) => o.SendTimeout = Setting.Duration(v)),
        Setting.Of<OutboxOptions>(Work, "DELIVERY_ATTEMPTS", "12", "Sends after which a delivery becomes a dead letter.", (o, v) => o.MaxAttempts = Setting.Whole(v)),
        Setting.Of<RetentionOptions>(Keeping, "SESSION_TTL", "24h", "Idle time after which a conversation ends by itself.", (o, v) => o.SessionTtl = Setting.Duration(v)),
        Setting.Of<RetentionOptions>(Keeping, "TRANSCRIPT_DAYS", "90", "Days that an ended conversation is kept; 0 keeps it.", (o, v) => o.TranscriptDays = Setting.Whole(v)),
        Setting.Of<ServerOptions>(Watching, "LOG_LEVEL", "Information", "Trace, Debug, Information, Warning, Error or Critical.", (o, v) => o.LogLevel = LogLevelOf(v)),
        Setting.Of<ServerOptions>(Watching, "LOG_FORMAT", "text", "`text` for people, `json` for collectors.", (o, v) => o.JsonLogs = v switch { "json" => true, "text" => false, _ => throw new FormatException("must be text or json") }),
        Setting.Of<ServerOptions>(Watching, "ENABLE_TRACING", "true where OTEL_EXPORTER_OTLP_ENDPOINT is set", "Traces over OTLP.", (o, v) => o.EnableTracing = Setting.Switch(v)),
        Setting.Of<ServerOptions>(Watching, "OTEL_EXPORTER_OTLP_ENDPOINT", "none", "Where traces go; every other OTEL_* variable of the OpenTelemetry SDK is honoured too.", (o, v) => o.OtlpEndpoint = v),
    ];

    private static ChatAuth ChatAuthOf(string value) =>
        WireName.TryParse<ChatAuth>(value) ?? throw new FormatException("must be open or token");

    private static LogLevel LogLevelOf(string value) =>
        Enum.TryParse<LogLevel>(value, ignoreCase: true, out var level) && Enum.IsDefined(level) ? level
            : throw new FormatException("must be Trace, Debug, Information, Warning, Error or Critical");
}
