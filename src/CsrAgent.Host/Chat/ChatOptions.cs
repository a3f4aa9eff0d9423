using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Host.Chat;

/// <summary>How long HTTP callers wait.</summary>
internal sealed class ChatOptions
{
    /// <summary>Time after which a waiting request gets 202 and a place to look. 1 s to 10 min; default 30 s. <c>CHAT_TIMEOUT</c></summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Time that an event stream stays open for its turn: signs of life keep it, so that it may outlast any turn. 1 min to 1 h; default 10
    /// min. <c>STREAM_TIMEOUT</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan StreamTimeout { get; set; } = TimeSpan.FromMinutes(10);
}
