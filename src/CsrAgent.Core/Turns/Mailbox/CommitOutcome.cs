namespace CsrAgent.Turns.Mailbox;

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    Committed,

    /// <summary>
    /// The lease ran out and another has been given, or the conversation changed its owner or is gone, or its hand-off has changed
    /// meanwhile. Nothing was written.
    /// </summary>
    Refused,

    /// <summary>
    /// More messages wait and <see cref="TurnCommit.OnlyIfNothingNew"/> was set. Nothing was written; the lease still holds.
    /// </summary>
    MoreWaits,
}
