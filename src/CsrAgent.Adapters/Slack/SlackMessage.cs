using System.Globalization;

namespace CsrAgent.Adapters.Slack;

/// <summary>A person's message in Slack.</summary>
/// <param name="Thread">Where its sender's conversation takes place.</param>
/// <param name="Ts">Of the message: its id in its channel.</param>
/// <param name="Text">For the agent: as people see it, with what they pass on and the names of its files. Never
/// empty.</param>
internal sealed record SlackMessage(SlackThread Thread, string Ts, string Text)
{
    /// <summary>The sender's words alone; empty for a mention, a file or a message that is passed on without a word.</summary>
    public string OwnText { get; init; } = "";

    /// <summary>By Slack's clock, which its <see cref="Ts"/> tells.</summary>
    public DateTimeOffset? At =>
        long.TryParse(Ts.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public bool HasFiles { get; init; }

    /// <summary>It passes on what somebody else wrote.</summary>
    public bool HasShared { get; init; }

    /// <summary>To the app alone.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The sender themself does, not only somebody whose words they pass on.</summary>
    public bool MentionsApp { get; init; }

    /// <summary>It stands in a thread that another message began.</summary>
    public bool IsReply => Thread.Root != Ts;
}
