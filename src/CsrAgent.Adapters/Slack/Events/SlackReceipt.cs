namespace CsrAgent.Adapters.Slack.Events;

/// <summary>The response to an event from Slack.</summary>
internal enum SlackReceipt
{
    /// <summary>It is durable, or nothing is to be done with it: Slack may forget it.</summary>
    Done,

    /// <summary>It could not be taken now: Slack sends it again.</summary>
    Later,

    /// <summary>It is for another app or another workspace.</summary>
    NotOurs,

    /// <summary>It asks for what none of the app's buttons does. Sent again, it would ask for the same.</summary>
    Senseless,
}
