namespace CsrAgent.Channels;

/// <summary>What becomes of an answer's text that a customer has been shown.</summary>
public enum PreviewOutcome
{
    /// <summary>The reply's delivery is durable: from now on what is shown is the outbox's to complete.</summary>
    Delivered,

    /// <summary>
    /// Nobody will complete it: a person has the conversation, or it is gone. No later turn takes it for its own.
    /// </summary>
    Abandoned,
}
