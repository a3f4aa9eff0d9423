namespace CsrAgent.Turns.Mailbox;

/// <summary>The result of a commit.</summary>
public enum CommitOutcome
{
    Committed,

    /// <summary>
    /// The lease expired and another was granted, or the conversation changed its owner or was removed, or its hand-off has changed.
    /// Nothing was written.
    /// </summary>
    Refused,

    /// <summary>
    /// More messages wait and <see cref="TurnCommit.OnlyIfNothingNew"/> was set. Nothing was written; the lease still holds.
    /// </summary>
    MoreWaits,
}
