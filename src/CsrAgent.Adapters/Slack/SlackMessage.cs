using System.Globalization;

namespace CsrAgent.Adapters.Slack;

/// <summary>A person's message in Slack.</summary>
/// <param name="Thread">Where its sender's conversation takes place.</param>
/// <param name="Ts">Of the message: its id in its channel.</param>
/// <param name="Text">For the agent: as people see it, with the names of its files. Never empty.</param>
internal sealed record SlackMessage(SlackThread Thread, string Ts, string Text)
{
    /// <summary>The text alone; empty for a mention or a file without a word.</summary>
    public string OwnText { get; init; } = "";

    /// <summary>By Slack's clock, which its <see cref="Ts"/> tells.</summary>
    public DateTimeOffset? At =>
        long.TryParse(Ts.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public bool HasFiles { get; init; }

    /// <summary>To the app alone.</summary>
    public bool IsDirect { get; init; }

    public bool MentionsApp { get; init; }

    /// <summary>It stands in a thread that another message began.</summary>
    public bool IsReply => Thread.Root != Ts;
}
