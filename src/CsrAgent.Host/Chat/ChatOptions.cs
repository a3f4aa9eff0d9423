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

    [Setting(
        "MAX_STREAMS",
        "Event streams of open chat pages in this process; beyond it 503 with Retry-After. Messages have a separate limit."
    )]
    [Range(1, 1_000_000)]
    public int MaxStreams { get; set; } = 20_000;

    [Setting("MAX_STREAMS_PER_SESSION", "Event streams of one session in this process.")]
    [Range(1, 1_000)]
    public int MaxStreamsPerSession { get; set; } = 20;

    [Setting(
        "MAX_STREAMS_PER_ADDRESS",
        "Event streams from one network address in this process; those of callers with an API key are not counted."
    )]
    [Range(1, 1_000_000)]
    public int MaxStreamsPerAddress { get; set; } = 2_000;

    [Setting("MAX_STREAM_AGE", "After which an event stream ends; the chat page connects again by itself.")]
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan MaxStreamAge { get; set; } = TimeSpan.FromHours(1);
}
