namespace CsrAgent.Adapters.Slack.Events;

/// <summary>What Slack is told about what it sent.</summary>
internal enum SlackReceipt
{
    /// <summary>It is durable, or nothing is to be done with it: Slack may forget it.</summary>
    Done,

    /// <summary>It could not be taken now: Slack sends it again.</summary>
    Later,

    /// <summary>It is for another app or another workspace.</summary>
    NotOurs,
}
