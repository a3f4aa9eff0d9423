namespace CsrAgent.Turns.Mailbox;

/// <summary>The result of a commit.</summary>
public enum CommitOutcome
{
    Committed,

    /// <summary>
    /// The lease expired and another was granted, or the conversation changed its owner or was removed. Nothing was written.
    /// </summary>
    Refused,

    /// <summary>
    /// More messages wait and <see cref="TurnCommit.OnlyIfNothingNew"/> was set. Nothing was written; the lease still holds.
    /// </summary>
    MoreWaits,

    /// <summary>
    /// The turn changes a hand-off that has itself changed since the turn read it, for example by a summary. Nothing was written; the lease
    /// still holds: read the conversation again, and decide again.
    /// </summary>
    HandoffChanged,
}
