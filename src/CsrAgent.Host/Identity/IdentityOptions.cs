using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Host.Identity;

/// <summary>Who may chat, and who may administer.</summary>
[SettingGroup("Access")]
internal sealed class IdentityOptions
{
    [Setting(
        "API_KEY",
        "Keys of administrators and trusted back ends, of at least 12 characters, separated by commas; without one, the key in "
            + "DATA_DIR/api-key holds.",
        Default = "made at the first start"
    )]
    public string? ApiKey { get; set; }

    [Setting(
        "CHAT_AUTH",
        "How customers are told apart. `open`: whoever knows a session id may use it (for trying out). `token`: every call needs the "
            + "session's token. `jwt`: that, or a token of your own that says who the customer is (JWT_SECRET or JWT_JWKS)."
    )]
    public ChatAuth ChatAuth { get; set; } = ChatAuth.Open;

    [Setting(
        "SECRET_KEY",
        "At least 32 random bytes, from which the keys of tokens and card pseudonyms are derived; without it, DATA_DIR/secret.key is used.",
        Default = "made at the first start"
    )]
    public string? SecretKey { get; set; }

    [Setting("SESSION_TOKEN_TTL", "How long a session token is valid.")]
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan SessionTokenTtl { get; set; } = TimeSpan.FromHours(24);
}
