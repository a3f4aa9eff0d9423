using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Host.Chat;

/// <summary>How long HTTP callers wait.</summary>
internal sealed class ChatOptions
{
    /// <summary>Time after which a waiting request gets 202 and a place to look. 1 s to 10 min; default 30 s. <c>CHAT_TIMEOUT</c></summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
