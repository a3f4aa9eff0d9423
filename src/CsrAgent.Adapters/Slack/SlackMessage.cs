namespace CsrAgent.Adapters.Slack;

/// <summary>A person's message in Slack.</summary>
/// <param name="Thread">Where its sender's conversation takes place.</param>
/// <param name="Ts">Of the message: its id in its channel.</param>
/// <param name="Text">For the agent: as people see it, with the names of its files. Never empty.</param>
internal sealed record SlackMessage(SlackThread Thread, string Ts, string Text)
{
    /// <summary>The text alone; empty for a mention or a file without a word.</summary>
    public string OwnText { get; init; } = "";

    public bool HasFiles { get; init; }

    /// <summary>To the app alone.</summary>
    public bool IsDirect { get; init; }

    public bool MentionsApp { get; init; }

    /// <summary>It stands in a thread that another message began.</summary>
    public bool IsReply => Thread.Root != Ts;
}
