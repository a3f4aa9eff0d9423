using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Host.Chat;

/// <summary>How long HTTP callers wait.</summary>
[SettingGroup("Server")]
internal sealed class ChatOptions
{
    [Setting("CHAT_TIMEOUT", "How long a JSON request waits for its answer before it gets 202 and a place to look.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    [Setting(
        "STREAM_TIMEOUT",
        "How long an event stream stays open for its turn. Keep-alive comments hold it open, so it may outlast any turn."
    )]
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan StreamTimeout { get; set; } = TimeSpan.FromMinutes(10);
}
