using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Host.Identity;

/// <summary>Who may talk, and who may administer.</summary>
internal sealed class IdentityOptions
{
    /// <summary>
    /// Keys of administrators and trusted back ends, separated by commas; unset: one is made and kept in DATA_DIR. <c>API_KEY</c>
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>How customers are told apart. Default <see cref="ChatAuth.Open"/>. <c>CHAT_AUTH</c></summary>
    public ChatAuth ChatAuth { get; set; } = ChatAuth.Open;

    /// <summary>How long a session token holds. 1 min to 365 days; default 24 h. <c>SESSION_TOKEN_TTL</c></summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan SessionTokenTtl { get; set; } = TimeSpan.FromHours(24);
}
