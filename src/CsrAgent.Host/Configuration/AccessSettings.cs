using CsrAgent.Admission;
using CsrAgent.Host.Identity;

namespace CsrAgent.Host.Configuration;

/// <summary>Who may talk, who may administer, and how much.</summary>
internal static class AccessSettings
{
    private const string Group = "Access";

    public static IEnumerable<Setting> All { get; } =
        [
            Setting.Of<IdentityOptions>(
                Group,
                "API_KEY",
                "made at the first start",
                "Admin keys, separated by commas; unset: one is kept in DATA_DIR/api-key.",
                (o, v) => o.ApiKey = v
            ),
            Setting.Of<IdentityOptions>(
                Group,
                "CHAT_AUTH",
                "open",
                "`open`: whoever knows a session id may use it (for trying out). `token`: every call needs the session's token.",
                (o, v) => o.ChatAuth = ChatAuthOf(v)
            ),
            Setting.Of<IdentityOptions>(
                Group,
                "SESSION_TOKEN_TTL",
                "24h",
                "How long a session token holds; 1 min to 365 d.",
                (o, v) => o.SessionTokenTtl = Setting.Duration(v)
            ),
            Setting.Of<ServerOptions>(
                Group,
                "SECRET_KEY",
                "made at the first start",
                "At least 32 random bytes from which tokens and card pseudonyms are keyed; unset: kept in DATA_DIR/secret.key.",
                (o, v) => o.SecretKey = v
            ),
            Setting.Of<RateLimitOptions>(
                Group,
                "RATE_LIMIT_PER_USER",
                "300",
                "Messages a minute from one customer; 0 for no limit, at most 1000000.",
                (o, v) => o.PerUser = Setting.Whole(v)
            ),
            Setting.Of<RateLimitOptions>(
                Group,
                "RATE_LIMIT_GLOBAL",
                "600000",
                "Messages a minute from all customers; 0 for no limit, at most 100000000.",
                (o, v) => o.Global = Setting.Whole(v)
            ),
        ];

    private static ChatAuth ChatAuthOf(string value) =>
        WireName.TryParse<ChatAuth>(value) ?? throw new FormatException("must be open or token");
}
